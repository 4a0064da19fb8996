"""Makes the calls that clients.ts asks for with boto3, one JSON object per line in and out."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

client = boto3.client(
    "cognito-idp",
    endpoint_url=sys.argv[1],
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
    config=Config(retries={"max_attempts": 0}),
)
methods = {operation: method for method, operation in client.meta.method_to_api_mapping.items()}

for line in sys.stdin:
    asked = json.loads(line)
    operation = asked["operation"]
    if operation not in methods:
        result = "unknown"
    else:
        try:
            getattr(client, methods[operation])(**asked["input"])
            result = "ok"
        except ClientError as error:
            result = error.response["Error"]["Code"]
        except BotoCoreError as error:
            result = f"client: {error}"
    print(json.dumps({"operation": operation, "result": result}), flush=True)
