import type { Way } from "#lib/operations/diagnose.ts";

/** Asks for the dialog of a way, at the button that gets the focus back. */
export type ChooseWay = (way: Way, anchor: HTMLElement) => void;
