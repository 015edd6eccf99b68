import type { RequestView } from '#bank/allocation';
import { Actions, LinkButton, PostButton } from '#platform/ui';

/** What this reader may do with the request now. */
export function RequestNextSteps({ request: r, bank }: { request: RequestView; bank: boolean }) {
  const may = (verb: (typeof r.allowed)[number]) => r.allowed.includes(verb);
  const waiting = r.unitList.some((u) => u.state === 'approved' && !u.deviceId);
  return (
    <>
      <p>{nextWords(r, bank, waiting)}</p>
      <Actions stack>
        {may('submit') ? (
          <PostButton
            action={`/demandes/${r.id}/envoyer`}
            label="Envoyer à la banque"
            icon="send"
            look="primary"
            wide
          />
        ) : null}
        {may('submit') ? (
          <LinkButton href={`/demandes/${r.id}/modifier`} icon="pencil" wide>
            Modifier
          </LinkButton>
        ) : null}
        {may('approve') ? (
          <PostButton
            action={`/demandes/${r.id}/accepter`}
            label="Accepter la demande"
            icon="check"
            look="primary"
            wide
          />
        ) : null}
        {may('approve') ? (
          <LinkButton href={`/demandes/${r.id}/accepter`} icon="list" wide>
            En accorder une partie
          </LinkButton>
        ) : null}
        {bank && r.state === 'approved' && waiting ? (
          <LinkButton href={`/attributions?demande=${r.id}`} look="primary" icon="bookmark" wide>
            Voir les propositions
          </LinkButton>
        ) : null}
        {bank && !waiting && r.unitList.some((u) => u.deviceState === 'reserved') ? (
          <LinkButton href="/attributions/livraisons" look="primary" icon="truck" wide>
            Préparer la livraison
          </LinkButton>
        ) : null}
        {!bank && r.unitList.some((u) => u.deviceState === 'delivered') ? (
          <LinkButton href="/remises" look="primary" icon="hand-heart" wide>
            Remettre les appareils
          </LinkButton>
        ) : null}
        {may('refuse') ? (
          <LinkButton href={`/demandes/${r.id}/refuser`} icon="ban" wide>
            Refuser
          </LinkButton>
        ) : null}
        {may('cancel') ? (
          <LinkButton href={`/demandes/${r.id}/annuler`} look="quiet" icon="circle-x" wide>
            Annuler la demande
          </LinkButton>
        ) : null}
      </Actions>
    </>
  );
}

function nextWords(r: RequestView, bank: boolean, waiting: boolean): string {
  if (r.state === 'draft') return 'Vérifiez, choisissez les personnes si vous les connaissez déjà, puis envoyez.';
  if (r.state === 'submitted')
    return r.allowed.includes('approve')
      ? 'Acceptez la demande entière ou en partie, ou refusez-la en disant pourquoi.'
      : `La banque va répondre.${bank ? '' : ' Vous pouvez encore choisir les personnes.'}`;
  if (r.state === 'approved' && waiting)
    return bank
      ? 'Des appareils sont attendus : choisissez parmi les propositions.'
      : 'La banque cherche les appareils qui conviennent.';
  if (r.state === 'approved')
    return bank
      ? 'Les appareils sont réservés ou en route.'
      : 'Les appareils arrivent : confirmez la livraison dans « Lots », puis remettez-les.';
  if (r.state === 'refused')
    return bank ? 'La structure lit la raison du refus.' : 'Lisez la raison, puis refaites une demande si besoin.';
  return 'Cette demande est close.';
}
