"use client";

import { lazy, useEffect } from "react";
import { loadUserPage } from "#components/users/page/user-panel.tsx";

// What the first picture of the list does without, fetched when it is about to be wanted.

export const loadOperationsMenu = () => import("#components/operations/operations-menu.tsx");
export const loadOperationDialog = () => import("#components/operations/operation-dialog.tsx");
export const loadNewUserDialog = () => import("#components/users/list/new-user-dialog.tsx");

export const NewUserDialog = lazy(async () => ({ default: (await loadNewUserDialog()).NewUserDialog }));
export const OperationsMenu = lazy(async () => ({ default: (await loadOperationsMenu()).OperationsMenu }));
export const OperationDialog = lazy(async () => ({ default: (await loadOperationDialog()).OperationDialog }));

const restMs = 1500;

/** Menu and dialog are fetched once the page is at rest, so that the first click finds them there. */
export function useLateParts(mayAct: boolean): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      loadUserPage();
      if (!mayAct) return;
      loadOperationsMenu();
      loadOperationDialog();
    }, restMs);
    return () => clearTimeout(timer);
  }, [mayAct]);
}
