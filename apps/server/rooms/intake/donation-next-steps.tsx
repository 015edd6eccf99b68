import { DONATION_LIFECYCLE, type DonationView, type FileView } from '#intake';
import { Actions, Disclosure, LinkButton, Notice, PostButton, plural } from '../../ui/index.js';

interface Props {
  donation: DonationView;
  files: readonly FileView[];
}

/** What to do next with a donation, and the short ways to its other pages: on a phone they are at hand before any card. */
export const NextSteps = (props: Props) => (
  <>
    <Steps {...props} />
    <Shortcuts {...props} />
  </>
);

function Shortcuts({ donation: d }: Props) {
  if (d.state === 'cancelled') return null;
  return (
    <Actions>
      <LinkButton href={`/dons/${d.id}/papiers`} icon="file-check" look="quiet">
        Voir les papiers
      </LinkButton>
      {d.logged ? (
        <>
          <LinkButton href={`/dons/etiquettes/impression?don=${d.id}`} icon="tag" look="quiet">
            Étiquettes
          </LinkButton>
          <LinkButton href={`/dons/${d.id}/verrous`} icon="lock" look="quiet">
            Verrous
          </LinkButton>
        </>
      ) : null}
    </Actions>
  );
}

/** One primary action, the usual ones beside it, what is rare behind « Autres actions ». */
function Steps({ donation: d, files }: Props) {
  const { toPrint } = d;
  const labels = (look: 'secondary' | 'primary') =>
    toPrint ? (
      <PostButton
        action={`/dons/${d.id}/etiquettes`}
        fields={{ missing: 'oui' }}
        label={`Imprimer ${plural(toPrint, 'étiquette')}`}
        icon="tag"
        look={look}
        wide
      />
    ) : null;
  const sheetChoice = toPrint ? (
    <LinkButton href={`/dons/etiquettes/impression?don=${d.id}&manquantes=oui`} look="quiet" wide>
      Choisir la planche d’étiquettes
    </LinkButton>
  ) : null;
  if (d.state === 'promised' || d.state === 'planned') {
    const planned = d.state === 'planned';
    return (
      <>
        {planned ? null : (
          <LinkButton href={`/dons/${d.id}/collecte`} icon="calendar" look="primary" wide>
            {DONATION_LIFECYCLE.steps.plan.label}
          </LinkButton>
        )}
        <p>Quand le matériel est sur le comptoir :</p>
        <PostButton
          action={`/dons/${d.id}/arrivee`}
          label={DONATION_LIFECYCLE.steps.receive.label}
          icon="package-open"
          look={planned ? 'primary' : 'secondary'}
          wide
        />
        {planned ? (
          <LinkButton href={`/dons/${d.id}/collecte`} icon="calendar" wide>
            {DONATION_LIFECYCLE.steps.replan.label}
          </LinkButton>
        ) : null}
        <LinkButton href={`/dons/${d.id}/annulation`} icon="ban" wide>
          {DONATION_LIFECYCLE.steps.cancel.label}
        </LinkButton>
      </>
    );
  }
  if (d.state === 'received') {
    const decide = files.find((f) => f.state === 'ready');
    return (
      <>
        {decide ? (
          <LinkButton href={`/dons/${d.id}/fichiers/${decide.id}`} icon="clipboard-list" look="primary" wide>
            Vérifier le tableur
          </LinkButton>
        ) : null}
        <LinkButton href={`/dons/${d.id}/appareils/nouveau`} icon="plus" look={decide ? 'secondary' : 'primary'} wide>
          Enregistrer un appareil
        </LinkButton>
        <LinkButton href={`/dons/${d.id}/fichiers/nouveau`} icon="file-spreadsheet" wide>
          Envoyer un tableur
        </LinkButton>
        {labels('secondary')}
        {d.logged || d.refused.length ? <Close donation={d} /> : null}
        <Disclosure summary="Autres actions">
          <LinkButton href={`/dons/${d.id}/refus`} icon="ban" wide>
            Refuser un appareil
          </LinkButton>
          {sheetChoice}
        </Disclosure>
      </>
    );
  }
  if (d.state === 'closed') {
    return (
      <>
        <p>Tous les appareils sont enregistrés. Ils peuvent partir dans un lot.</p>
        {labels('primary')}
        <LinkButton href={`/lots/nouveau?don=${d.id}`} icon="truck" look={toPrint ? 'secondary' : 'primary'} wide>
          Préparer un lot
        </LinkButton>
        {sheetChoice ? <Disclosure summary="Autres actions">{sheetChoice}</Disclosure> : null}
      </>
    );
  }
  return <p>Cette promesse a été annulée : il n’y a plus rien à faire.</p>;
}

/** The end of a donation: nothing can be logged after it, so what was announced and did not come is said before. */
function Close({ donation: d }: { donation: DonationView }) {
  const missing = d.balance.reduce((sum, line) => sum + line.missing, 0);
  return (
    <>
      {missing ? (
        <Notice tone="attention" title={plural(missing, 'appareil annoncé manque.', 'appareils annoncés manquent.')}>
          S’il en vient encore, attendez. Sinon, terminez : le bon de collecte ne compte que ce qui est venu, et on ne
          pourra plus rien enregistrer dans ce don.
        </Notice>
      ) : null}
      <PostButton
        action={`/dons/${d.id}/fin`}
        label={DONATION_LIFECYCLE.steps.close.label}
        icon="circle-check"
        look="secondary"
        wide
      />
    </>
  );
}
