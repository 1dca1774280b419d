import React from 'react';

/** A scenario in a page: by src, or as a value. React hands the rest on to the element as attributes. */
export default function IamPlayground({ scenario, ...attributes }) {
  return (
    <iam-playground {...attributes}>
      {scenario && <script type="application/json" dangerouslySetInnerHTML={{ __html: JSON.stringify(scenario).replaceAll('<', '\\u003c') }} />}
    </iam-playground>
  );
}
