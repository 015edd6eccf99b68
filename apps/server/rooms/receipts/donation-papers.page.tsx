import type { Checklist, ChecklistLine, DeclaredValueView, ReceiptView } from '#receipts';
import { DECLARED_HOW } from '#receipts';
import {
  Actions,
  Badge,
  Button,
  Card,
  ChoiceField,
  Facts,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  formatDate,
  formatDateTime,
  formatEuros,
  LinkButton,
  Notice,
  SigningPassword,
  Table,
  TextField,
} from '../../ui/index.js';
import { PaperLink } from '../documents/paper-link.js';
import { papersTrail } from './issue-receipt.page.js';
import { ReceiptBadge } from './receipt-year.page.js';

interface Props {
  list: Checklist;
  value: DeclaredValueView | null;
  receipts: readonly ReceiptView[];
  /** The bank signs; a collection point sees how far things are. */
  bank: boolean;
  timeZone: string;
  problems?: FieldProblem[];
  /** Which form the problems belong to. */
  at?: string;
  values?: Record<string, string>;
}

const isReceipt = (l: ChecklistLine) => l.paper === 'cerfa_16216' || l.paper === 'cerfa_11580';
/** The checklist of a donation's papers, and the forms that make them. */
export function DonationPapersPage(props: Props) {
  const { list, receipts, timeZone } = props;
  const { gift, lines } = list;
  return (
    <FormPage
      title="Papiers du don"
      lead={`${gift.number} · ${gift.donorName ?? 'Particulier'} · ${list.source}`}
      trail={papersTrail(gift, 'Papiers')}
    >
      <Table
        caption="Ce que ce donateur attend"
        rows={[...lines]}
        rowKey={(l) => l.paper}
        columns={[
          { header: 'Papier', row: true, cell: (l) => l.label },
          { header: 'Fait', cell: (l) => <Made line={l} bank={props.bank} /> },
          { header: 'Revenu signé', cell: (l) => <Back line={l} gift={gift.id} timeZone={timeZone} /> },
        ]}
      />
      {lines.some(isReceipt) ? <ValueCard {...props} /> : null}
      {lines.some(isReceipt) && receipts.length ? (
        <Card title="Reçus de ce don">
          {receipts.map((r) => (
            <p key={r.id}>
              <a href={`/recus/${r.id}`}>{r.number}</a>, {formatEuros(r.valueCents)} <ReceiptBadge receipt={r} />
            </p>
          ))}
        </Card>
      ) : null}
      {props.bank ? <AgreementCard {...props} /> : null}
      <SignedBackCards {...props} />
    </FormPage>
  );
}

function Made({ line: l, bank }: { line: ChecklistLine; bank: boolean }) {
  if (!l.document && bank && l.paper === 'proof_of_reuse') return <a href="/recus/reemploi">à faire chaque année</a>;
  if (!l.document)
    return (
      <Badge tone={l.paper === 'proof_of_reuse' ? 'neutral' : 'attention'} icon="hourglass">
        {l.paper === 'proof_of_reuse' ? 'à faire chaque année' : 'à faire'}
      </Badge>
    );
  if (l.document.open) return <PaperLink paper={l.document} label={l.document.number} />;
  return (
    <Badge tone="ok" icon="circle-check">
      fait, {l.document.number}
    </Badge>
  );
}

function Back({ line: l, gift, timeZone }: { line: ChecklistLine; gift: string; timeZone: string }) {
  if (l.paper !== 'undertaking' && l.paper !== 'agreement' && l.paper !== 'collection_slip') return <>sans objet</>;
  if (!l.signedBackAt || !l.document) return <>pas encore</>;
  const day = formatDate(l.signedBackAt, timeZone);
  return l.scan ? (
    <a href={`/dons/${gift}/papiers/${l.document.id}/scan`}>{`le ${day}, la copie`}</a>
  ) : (
    <span>{`le ${day}`}</span>
  );
}

function ValueCard({ list, value, receipts, bank, timeZone, problems, at, values }: Props) {
  const { gift } = list;
  const mine = at === 'valeur' ? problems : undefined;
  const counts = receipts.some((r) => !r.cancelledAt);
  return (
    <Card title="Valeur déclarée par le donateur">
      {value ? (
        <Facts
          facts={[
            ['Valeur', formatEuros(value.cents)],
            ['Déclarée', `le ${formatDate(`${value.declaredOn}T12:00:00Z`, 'UTC')}, ${DECLARED_HOW[value.how]}`],
            ['Saisie', `${formatDateTime(value.typedAt, timeZone)}, opérateur n° ${value.operatorNumber}`],
          ]}
        />
      ) : (
        <p>
          Le donateur fixe la valeur, seul
          {gift.donorKind === 'person' ? ' : ce que le matériel se vendrait ce jour-là' : ''}. Demandez-la-lui par écrit
          ; la banque ne la propose pas.
        </p>
      )}
      {value && bank && !counts ? (
        gift.state === 'closed' ? (
          <LinkButton href={`/dons/${gift.id}/papiers/recu`} icon="file-check" look="primary">
            Délivrer le reçu fiscal
          </LinkButton>
        ) : (
          <Notice tone="info">Terminez d’abord le don : le reçu en dit tous les appareils.</Notice>
        )
      ) : null}
      <Form action={`/dons/${gift.id}/papiers/valeur`} problems={mine}>
        <TextField
          name="value"
          label={value ? 'Nouvelle valeur' : 'Valeur'}
          hint="Exemple : 1 271,80"
          unit="€"
          inputmode="decimal"
          width="short"
          required
          maxlength={40}
          value={mine ? (values?.['value'] ?? '') : ''}
          problems={mine}
        />
        <TextField
          name="declaredOn"
          label="Déclarée le"
          type="date"
          width="medium"
          required
          value={mine ? (values?.['declaredOn'] ?? '') : ''}
          problems={mine}
        />
        <ChoiceField
          name="how"
          label="Comment"
          required
          layout="inline"
          value={mine ? (values?.['how'] ?? '') : ''}
          problems={mine}
          options={Object.entries(DECLARED_HOW).map(([id, label]) => ({ value: id, label }))}
        />
        <Actions>
          <Button icon="check" look="secondary">
            Noter cette valeur
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}

function AgreementCard({ list, problems, at }: Props) {
  const { gift, lines } = list;
  const mine = at === 'convention' ? problems : undefined;
  const isPublic = lines.some((l) => l.paper === 'undertaking');
  const made = lines.some((l) => l.paper === 'undertaking' && l.document);
  return (
    <Card title={isPublic ? 'Convention de don' : 'Attestation de don'}>
      <p>
        {isPublic
          ? 'Les deux parties, la liste des biens et l’engagement écrit sur leur usage. Vous signez pour la banque ; le donateur signe le papier.'
          : 'Les deux parties et la liste des biens. Ce papier n’est pas un reçu fiscal.'}
      </p>
      {made ? <Notice tone="info">Signer de nouveau fait un autre papier, qui remplace le premier.</Notice> : null}
      <Form action={`/dons/${gift.id}/papiers/convention`} problems={mine}>
        <SigningPassword problems={mine} />
        <Actions>
          <Button icon="signature" look="secondary">
            Signer pour la banque
          </Button>
        </Actions>
      </Form>
    </Card>
  );
}

function SignedBackCards({ list, problems, at }: Props) {
  const waiting = list.lines.filter(
    (l) =>
      (l.paper === 'undertaking' || l.paper === 'agreement' || l.paper === 'collection_slip') &&
      l.document?.open &&
      !l.signedBackAt,
  );
  return (
    <>
      {waiting.map((l) => {
        const document = l.document!;
        const mine = at === document.id ? problems : undefined;
        return (
          <Card key={l.paper} title={`${l.label} : revenu signé ?`}>
            <Form action={`/dons/${list.gift.id}/papiers/${document.id}/retour`} multipart problems={mine}>
              <FileField
                id={`scan-${document.id}`}
                name="scan"
                label="Copie du papier signé"
                hint="PDF, JPEG ou PNG, 20 Mo au plus. Gardée sous scellé, effacée à sa date."
                accept="application/pdf,image/jpeg,image/png"
                problems={mine}
              />
              <Actions>
                <Button icon="check" look="secondary">
                  Noter le retour de {document.number}
                </Button>
              </Actions>
            </Form>
          </Card>
        );
      })}
    </>
  );
}
