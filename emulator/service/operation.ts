import type { Infer, Shape } from "../wire/shape.ts";
import type { Category } from "./quotas.ts";
import type { Service } from "./service.ts";

type Structure = Extract<Shape, { type: "structure" }>;

/** One call of the API: what it takes, what it draws on, what it does. */
export type Operation<S extends Structure = Structure> = {
  name: string;
  /** False for the operations that the model marks `auth: none` (cognito.md 1.1). */
  signed: boolean;
  /** The quota it draws on (cognito.md 4.1); a challenge answer's depends on the challenge. */
  category: Category | "challengeAnswer";
  /** Whether it reads or writes the one user it names, for the per-user rate. */
  access?: "read" | "write";
  input: S;
  /** The output, or undefined for an operation without output shape (cognito.md 1.1). */
  run(input: Infer<S>, service: Service): object | undefined;
};

/** Lets the input's type follow from its shape. */
export const operation = <const S extends Structure>(definition: Operation<S>): Operation =>
  definition as unknown as Operation;
