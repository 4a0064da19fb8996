import type { IncomingMessage, ServerResponse } from "node:http";
import { Fault } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { receiveCsv, uploadPath } from "../users/user-import.ts";
import { sendReply } from "./reply.ts";
import { readBody } from "./request-body.ts";

// cognito.md 4.4.
const csvBytesMax = 100 * 1_048_576;

export const isCsvUpload = ({ method, url }: IncomingMessage) =>
  method === "PUT" && (url?.startsWith(uploadPath) ?? false);

/** The file of a user import, put where S3 would take it; its errors are XML as well (assumed). */
export const answerCsvUpload = async (service: Service, request: IncomingMessage, response: ServerResponse) => {
  try {
    const csv = await readBody(request, csvBytesMax);
    const url = new URL(request.url ?? "/", service.origin);
    service.keep("PutCsv", { url: url.href, csv }, () => receiveCsv(service, url, csv));
    sendReply(response, 200, "text/plain; charset=utf-8", "");
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const xml = `<Error><Code>${error.type}</Code><Message>${error.message}</Message></Error>`;
    sendReply(response, error.status, "application/xml", xml);
  }
};
