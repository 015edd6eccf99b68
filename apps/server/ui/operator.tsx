import { useView } from './view-context.js';

/** Who did it: by name inside the reader's own organisation, by number everywhere else. */
export function Operator({ number }: { number: number }) {
  return <>{useView().colleagues?.[number] ?? `opérateur n°\u00a0${number}`}</>;
}

/** The same with where they work, as far as either is known. */
export function Who({ operatorNumber, organisation }: { operatorNumber: number | null; organisation?: string | null }) {
  return (
    <>
      {operatorNumber ? <Operator number={operatorNumber} /> : null}
      {operatorNumber && organisation ? ', ' : null}
      {organisation}
    </>
  );
}
