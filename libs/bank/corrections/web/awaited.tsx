import type { WithCorrection } from '#bank/corrections';
import type { FlashNotice } from '#platform/http';
import { DoLink, Notice } from '#platform/ui';

const READ_AGAIN = 'une deuxième personne doit encore la contresigner, à la banque ou dans l’organisation concernée';

/** Said after something was put right that others rely on: it counts, and who still has to read it; null where nobody has to. */
export function awaitedNotice({ correctionAwaited: id }: WithCorrection, text: string): FlashNotice | null {
  if (!id) return null;
  return {
    text: `${text} Cette correction est enregistrée : ${READ_AGAIN}.`,
    link: { href: `/corrections/${id}`, label: 'Où elle en est' },
  };
}

/** The same after two cards were merged or separated, which is always read again. */
export const mergeNotice = (text: string): FlashNotice => ({
  text: `${text} Cette correction est enregistrée : ${READ_AGAIN}.`,
  link: { href: '/corrections?a-contresigner=oui', label: 'Corrections à contresigner' },
});

/** On the page of what was put right, until a second person has read it. */
export function AwaitedCorrection({ of: { correctionAwaited: id } }: { of: WithCorrection }) {
  if (!id) return null;
  return (
    <Notice tone="attention" icon="signature" title="Une correction attend d’être contresignée.">
      Ce qui est écrit ici est déjà corrigé ; {READ_AGAIN}. <DoLink href={`/corrections/${id}`}>Où elle en est</DoLink>
    </Notice>
  );
}
