import { FollowedJob, type JobScreenProps } from "#components/jobs/followed-job.tsx";

// a value of a client module is no value on the server, so the page takes it from here
export { jobPageSize } from "#components/jobs/job-words.ts";

/** Another page of the items is another screen: what it follows starts afresh. */
export const JobScreen = (props: JobScreenProps) => (
  <FollowedJob key={`${props.job.id} ${props.itemsFrom}`} {...props} />
);
