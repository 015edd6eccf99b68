import { DONATION_LIFECYCLE, type DonationState, type DonationView, type FileView } from '#bank/intake';
import { type EndingOf, ERASURE_CLASSES } from '#platform/kernel';
import { Actions, Disclosure, EndingAct, LinkButton, Notice, PostButton, plural } from '#platform/ui';

interface OfDonation {
  donation: DonationView;
}

interface Props extends OfDonation {
  files: readonly FileView[];
}

/** What to do next with a donation, and the short ways to its other pages: on a phone they are at hand before any card. */
export function NextSteps(props: Props) {
  const Steps = STEPS[props.donation.state];
  return (
    <>
      <Steps {...props} />
      <Shortcuts {...props} />
    </>
  );
}

function Shortcuts({ donation: d }: Props) {
  if (d.state === 'cancelled') return null;
  return (
    <Actions>
      <LinkButton href={`/dons/${d.id}/erreur`} icon="pencil" look="quiet">
        Corriger une erreur
      </LinkButton>
      <LinkButton href={`/dons/${d.id}/papiers`} icon="file-check" look="quiet">
        Voir les documents
      </LinkButton>
      <LinkButton href={`/dons/${d.id}/effacement`} icon="shield-check" look="quiet">
        {d.demandedClass ? `Effacement exigé : ${ERASURE_CLASSES[d.demandedClass]}` : 'Effacement exigé'}
      </LinkButton>
      {d.logged ? (
        <>
          <LinkButton href={`/dons/${d.id}/certificat`} icon="file-check" look="quiet">
            Certificat du don
          </LinkButton>
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

function BeforeArrival({ donation: d }: OfDonation) {
  const planned = d.state === 'planned';
  return (
    <>
      {planned ? null : (
        <LinkButton href={`/dons/${d.id}/collecte`} icon="calendar" look="primary" wide>
          {DONATION_LIFECYCLE.transitions.plan.label}
        </LinkButton>
      )}
      <p>Quand le matériel est sur le comptoir :</p>
      <PostButton
        action={`/dons/${d.id}/arrivee`}
        label={DONATION_LIFECYCLE.transitions.receive.label}
        icon="package-open"
        look={planned ? 'primary' : 'secondary'}
        wide
      />
      {planned ? (
        <LinkButton href={`/dons/${d.id}/collecte`} icon="calendar" wide>
          {DONATION_LIFECYCLE.transitions.replan.label}
        </LinkButton>
      ) : null}
      <LinkButton href={`/dons/${d.id}/annulation`} icon="ban" wide>
        {DONATION_LIFECYCLE.transitions.cancel.label}
      </LinkButton>
    </>
  );
}

function WhileLogging({ donation: d, files }: Props) {
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
      <PrintLabels donation={d} look="secondary" />
      {d.logged || d.refused.length ? <Close donation={d} /> : null}
      <Disclosure summary="Autres actions">
        <LinkButton href={`/dons/${d.id}/refus`} icon="ban" wide>
          Refuser un appareil
        </LinkButton>
        <SheetChoice donation={d} />
        {d.allowed.includes('cancel') ? (
          <LinkButton href={`/dons/${d.id}/annulation`} icon="ban" wide>
            {DONATION_LIFECYCLE.transitions.cancel.label}
          </LinkButton>
        ) : null}
      </Disclosure>
    </>
  );
}

function AfterLogging({ donation: d }: OfDonation) {
  return (
    <>
      <p>Tous les appareils sont enregistrés. Ils peuvent partir dans un lot.</p>
      <PrintLabels donation={d} look="primary" />
      <LinkButton href={`/lots/nouveau?don=${d.id}`} icon="truck" look={d.toPrint ? 'secondary' : 'primary'} wide>
        Préparer un lot
      </LinkButton>
      {d.toPrint ? (
        <Disclosure summary="Autres actions">
          <SheetChoice donation={d} />
        </Disclosure>
      ) : null}
    </>
  );
}

const Cancelled = () => <p>Ce don a été annulé : il n’y a plus rien à faire.</p>;

/** One primary action, the usual ones beside it, what is rare behind « Autres actions ». */
const STEPS = {
  promised: BeforeArrival,
  planned: BeforeArrival,
  received: WhileLogging,
  closed: AfterLogging,
  cancelled: Cancelled,
} satisfies Readonly<Record<DonationState, unknown>>;

function PrintLabels({ donation: d, look }: OfDonation & { look: 'secondary' | 'primary' }) {
  if (!d.toPrint) return null;
  return (
    <PostButton
      action={`/dons/${d.id}/etiquettes`}
      fields={{ missing: 'oui' }}
      label={`Imprimer ${plural(d.toPrint, 'étiquette')}`}
      icon="tag"
      look={look}
      wide
    />
  );
}

function SheetChoice({ donation: d }: OfDonation) {
  if (!d.toPrint) return null;
  return (
    <LinkButton href={`/dons/etiquettes/impression?don=${d.id}&manquantes=oui`} look="quiet" wide>
      Choisir la planche d’étiquettes
    </LinkButton>
  );
}

/** The end of a donation: nothing can be logged after it, so what was announced and did not come is said before. */
function Close({ donation: d }: OfDonation) {
  const missing = d.balance.reduce((sum, line) => sum + line.missing, 0);
  return (
    <>
      {missing ? (
        <Notice tone="attention" title={plural(missing, 'appareil annoncé manque.', 'appareils annoncés manquent.')}>
          S’il en vient encore, attendez. Sinon, terminez : le bon de collecte ne compte que ce qui est venu.
        </Notice>
      ) : null}
      <EndingAct
        of={DONATION_LIFECYCLE.transition('close')}
        action={`/dons/${d.id}/fin`}
        lines={DONATION_ENDINGS.close(d)}
      />
    </>
  );
}

export const DONATION_ENDINGS: Readonly<
  Record<EndingOf<typeof DONATION_LIFECYCLE>, (d: DonationView) => readonly string[]>
> = {
  close: (d) => {
    const missing = d.balance.reduce((sum, line) => sum + line.missing, 0);
    return [
      `${plural(d.logged, 'appareil enregistré', 'appareils enregistrés')} : plus rien ne s’ajoute à ce don.`,
      ...(missing
        ? [`${plural(missing, 'appareil annoncé n’est plus attendu', 'appareils annoncés ne sont plus attendus')}.`]
        : []),
      'Le bon de collecte est fait. Le don se rouvre tant que rien d’autre n’en dépend.',
    ];
  },
  cancel: (d) => [
    d.announced
      ? `${plural(d.announced, 'appareil annoncé n’est plus attendu', 'appareils annoncés ne sont plus attendus')}.`
      : 'Rien n’est plus attendu de ce don.',
    ...(d.collection ? ['La collecte prévue n’a pas lieu : prévenez qui devait y aller.'] : []),
    'Le don reste dans l’histoire du donateur, avec la raison.',
  ],
};
