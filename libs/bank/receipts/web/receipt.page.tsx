import {
  AskPage,
  Card,
  Code,
  Facts,
  FieldsOf,
  type FormState,
  formatDateTime,
  formatEuros,
  LinkButton,
  Notice,
  Operator,
  SigningPassword,
  ThingPage,
} from '#platform/ui';
import { PaperLink } from '../../documents/web/paper-link.js';
import { CANCEL_RECEIPT_REASONS, RECEIPT_KINDS, type ReceiptKind, type ReceiptView } from '../receipt.views.js';
import { ReceiptBadge } from './receipt-year.page.js';
import { CancelReceiptDto, ReceiptDto, ReplaceReceiptDto } from './receipts.dto.js';

const trail = (r: ReceiptView, label?: string) => [
  { label: 'Reçus fiscaux', href: `/recus?annee=${r.year}` },
  ...(label ? [{ label: r.number, href: `/recus/${r.id}` }, { label }] : [{ label: r.number }]),
];

export function ReceiptPage({ receipt: r, timeZone }: { receipt: ReceiptView; timeZone: string }) {
  return (
    <ThingPage
      title={`Reçu ${r.number}`}
      trail={trail(r)}
      heading={<Code big>{r.number}</Code>}
      lead={`${r.donor} · don ${r.donation}`}
      state={<ReceiptBadge receipt={r} />}
      refreshSeconds={r.documentState === 'requested' || r.documentState === 'rendering' ? 5 : undefined}
      next={
        r.cancelledAt ? (
          <p>Ce reçu ne compte plus. Il garde son numéro, et sa page de vérification le dit.</p>
        ) : (
          <>
            <p>Un reçu délivré ne se modifie pas.</p>
            <LinkButton href={`/recus/${r.id}/remplacement`} icon="refresh-cw" wide>
              Annuler et remplacer
            </LinkButton>
            <LinkButton href={`/recus/${r.id}/annulation`} icon="ban" look="danger" wide>
              Annuler
            </LinkButton>
          </>
        )
      }
    >
      <Card title="Ce que dit le reçu">
        <Facts
          facts={[
            ['Type de reçu', RECEIPT_KINDS[r.kind].label],
            [
              'Donateur',
              r.kind === 'company' ? r.donor : `${RECEIPT_KINDS[r.kind].label} : son nom n’est que sur le reçu`,
            ],
            ['Valeur déclarée par le donateur', formatEuros(r.valueCents)],
            ['Appareils', String(r.devices)],
            [
              'Délivré',
              <>
                {formatDateTime(r.issuedAt, timeZone)}, <Operator number={r.operatorNumber} />
              </>,
            ],
            ['Don', <a href={`/dons/${r.donationId}`}>{r.donation}</a>],
            ['Annulé', r.cancelledAt ? formatDateTime(r.cancelledAt, timeZone) : ''],
            ['Motif', r.cancelReason ? CANCEL_RECEIPT_REASONS[r.cancelReason] : ''],
            ['Remplacé par', r.replacedBy ?? ''],
          ]}
        />
        <PaperLink
          paper={{ id: r.documentId, state: r.documentState, withdrawnAt: r.cancelledAt }}
          label={`Reçu ${r.number}`}
        />
      </Card>
    </ThingPage>
  );
}

export function CancelReceiptPage({ receipt: r, ...again }: { receipt: ReceiptView } & FormState) {
  return (
    <AskPage
      title={`Annuler le reçu ${r.number}`}
      trail={trail(r, 'Annuler')}
      lead={`${r.donor} · don ${r.donation}`}
      action={`/recus/${r.id}/annulation`}
      {...again}
      does={{ label: 'Annuler ce reçu', icon: 'ban', look: 'danger' }}
      back={{ href: `/recus/${r.id}`, label: 'Revenir' }}
      intro={
        <Notice tone="attention" title="Prévenez le donateur.">
          Le reçu garde son numéro et reste dans les listes, hors du compte. Demandez au donateur de ne plus s’en
          servir.
        </Notice>
      }
    >
      <FieldsOf form={CancelReceiptDto} />
      <SigningPassword act="receipt_cancel" />
    </AskPage>
  );
}

/** Of a company as declared; of a person, also one who trades, the name is on the sealed paper alone. */
export function IdentityFields({ kind }: { kind: ReceiptKind }) {
  const name = {
    label: 'Nom et prénoms',
    hint: 'Ils ne seront que sur ce reçu, gardé sous scellé le temps que demande la loi',
  };
  const siren = kind === 'person' ? null : { hint: '9 chiffres, sur ce reçu seulement. Sans lui, pas de reçu.' };
  return (
    <FieldsOf
      form={ReceiptDto}
      only={['name', 'legalForm', 'siren', 'address']}
      but={kind === 'company' ? {} : { name, legalForm: null, siren }}
    />
  );
}

export function ReplaceReceiptPage({ receipt: r, problems, values }: { receipt: ReceiptView } & FormState) {
  const known = values ?? (r.kind === 'company' ? { name: r.donor } : {});
  return (
    <AskPage
      title={`Annuler et remplacer ${r.number}`}
      trail={trail(r, 'Remplacer')}
      lead={`${r.donor} · don ${r.donation}`}
      action={`/recus/${r.id}/remplacement`}
      problems={problems}
      values={known}
      does={{ label: `Annuler ${r.number} et délivrer le nouveau`, icon: 'file-check' }}
      back={{ href: `/recus/${r.id}`, label: 'Revenir' }}
      intro={
        <Notice tone="info" title="Le nouveau reçu dit la dernière valeur déclarée.">
          Si la valeur était fausse, notez d’abord la bonne dans{' '}
          <a href={`/dons/${r.donationId}/papiers`}>les documents du don</a>.
        </Notice>
      }
    >
      <FieldsOf form={ReplaceReceiptDto} only={['reason']} />
      <IdentityFields kind={r.kind} />
      <SigningPassword act="receipt" />
    </AskPage>
  );
}
