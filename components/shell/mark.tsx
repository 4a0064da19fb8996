/** A lifebuoy seen from above: the product's mark. */
export const Mark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke="currentColor" className={className}>
    <circle cx="16" cy="16" r="10.5" strokeWidth="8" strokeDasharray="11.06 5.43" strokeDashoffset="-2.72" />
    <circle cx="16" cy="16" r="14.25" />
    <circle cx="16" cy="16" r="6.75" />
  </svg>
);
