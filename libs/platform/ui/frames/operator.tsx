import { useView } from '../view-context.js';

/** Who did it: by name inside the reader's own organisation, by number everywhere else. */
export function Operator({ number }: { number: number }) {
  return <>{useView().colleagues?.[number] ?? `opérateur n°\u00a0${number}`}</>;
}

/** After a date: « , opérateur n° 1001 »; nothing where nobody is known. */
export const By = ({ number }: { number: number | null }) =>
  number ? (
    <>
      , <Operator number={number} />
    </>
  ) : null;

/** `Operator` with their organisation, as far as either is known. */
export function Who({ operatorNumber, organisation }: { operatorNumber: number | null; organisation?: string | null }) {
  return (
    <>
      {operatorNumber ? <Operator number={operatorNumber} /> : null}
      {operatorNumber && organisation ? ', ' : null}
      {organisation}
    </>
  );
}
