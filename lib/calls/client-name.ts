/**
 * What the AWS CLI (by "-") and boto3 (by "_") call an operation or a member. Both make it from the name in the service's model: a
 * capital begins a word after a small letter or a digit, and before a small letter, so that acronyms stay whole; a plural's "s" at the
 * end belongs to its acronym (botocore's xform_name, whose answers for all of Cognito's names stand in the test).
 */
export const clientName = (name: string, by: "-" | "_"): string =>
  name
    .replace(/[A-Z]{2,}s$/, (acronym) => acronym.charAt(0) + acronym.slice(1).toLowerCase())
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=.)(?=[A-Z][a-z])/g, by)
    .toLowerCase();
