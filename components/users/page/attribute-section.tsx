"use client";

import Pencil from "lucide-react/icons/pencil";
import { useEffect, useRef } from "react";
import type { ChooseWay } from "#components/operations/choose-way.ts";
import { Button } from "#components/ui/button.tsx";
import { AttributeEditor } from "#components/users/page/attribute-editor.tsx";
import { Section } from "#components/users/page/section.tsx";
import { attributeLabel } from "#lib/pools/attribute-schema.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { Profile } from "#lib/users/profile.ts";

/** Shown elsewhere on the page already. */
const elsewhere = ["sub", "name", "email", "email_verified", "phone_number", "phone_number_verified", "identities"];

interface AttributeSectionProps {
  profile: Profile;
  pool: Pool;
  editable: boolean;
  /** Whether only contacts may be corrected. */
  contactsOnly: boolean;
  editing: boolean;
  onEditing: (editing: boolean) => void;
  onChoose: ChooseWay;
}

/** The attributes as Cognito has them, and the form that changes them. */
export function AttributeSection({
  profile,
  pool,
  editable,
  contactsOnly,
  editing,
  onEditing,
  onChoose,
}: AttributeSectionProps) {
  const edit = useRef<HTMLButtonElement>(null);
  // what was written has come back: the form has done its work
  const written = JSON.stringify(profile.attributes);
  const known = useRef(written);
  useEffect(() => {
    if (known.current === written) return;
    known.current = written;
    onEditing(false);
  }, [written, onEditing]);
  const shown = Object.entries(profile.attributes).filter(([name]) => !elsewhere.includes(name));
  return (
    <Section
      title="Attributes"
      action={
        editable &&
        !editing && (
          <Button ref={edit} size="small" onClick={() => onEditing(true)}>
            <Pencil aria-hidden="true" />
            Edit
          </Button>
        )
      }
    >
      {editing ? (
        <AttributeEditor
          attributes={profile.attributes}
          schema={pool.settings.schema}
          contactsOnly={contactsOnly}
          onReview={(attributes, anchor) => onChoose({ operation: "edit-attributes", options: { attributes } }, anchor)}
          onCancel={() => {
            onEditing(false);
            // the button comes back with the next picture
            requestAnimationFrame(() => edit.current?.focus());
          }}
        />
      ) : shown.length === 0 ? (
        <p className="text-muted text-sm">No other attribute is set.</p>
      ) : (
        <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
          {shown.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="break-words text-muted" title={name}>
                {attributeLabel(name)}
              </dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}
