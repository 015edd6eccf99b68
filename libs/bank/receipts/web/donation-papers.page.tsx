import { DECISION_KINDS, type DepositView, DONOR_KINDS, inDeposit, isPerson } from '#bank/intake';
import {
  Badge,
  Card,
  DoLink,
  type FieldProblem,
  FieldsOf,
  FileField,
  Form,
  FormPage,
  formatDate,
  formatEuros,
  Notice,
  SigningPassword,
  Table,
} from '#platform/ui';
import { PaperLink } from '../../documents/web/paper-link.js';
import { donationTrail } from '../../intake/donations/web/donation-parts.js';
import type { Checklist, ChecklistLine } from '../checklist.service.js';
import type { DeclaredValueView, ReceiptView, ValueCap, ValueLaw } from '../receipt.views.js';
import { ValueCard } from './declared-value.card.js';
import { ReceiptBadge } from './receipt-year.page.js';
import { DonorDecisionDto, RepresentativeDto } from './receipts.dto.js';

export interface PapersProps {
  list: Checklist;
  value: DeclaredValueView | null;
  cap: ValueCap | null;
  law: ValueLaw | null;
  deposit: DepositView;
  receipts: readonly ReceiptView[];
  /** The bank signs; a collection point sees how far things are. */
  bank: boolean;
  timeZone: string;
  problems?: FieldProblem[];
  at?: string;
  values?: Record<string, string>;
}

const isReceipt = (l: ChecklistLine) => l.paper === 'cerfa_16216' || l.paper === 'cerfa_11580';
/** The checklist of a donation's papers, and the forms that make them. */
export function DonationPapersPage(props: PapersProps) {
  const { list, receipts, timeZone } = props;
  const { gift, lines } = list;
  return (
    <FormPage
      title="Documents du don"
      lead={`${gift.number} · ${gift.donorName ?? DONOR_KINDS[gift.donorKind].label} · ${list.source}`}
      trail={donationTrail(gift, 'Documents')}
    >
      <Table
        caption="Ce que ce donateur attend"
        rows={[...lines]}
        rowKey={(l) => l.paper}
        columns={[
          { header: 'Document', row: true, cell: (l) => l.label },
          { header: 'Fait', cell: (l) => <Made line={l} bank={props.bank} /> },
          { header: 'Revenu signé', cell: (l) => <Back line={l} gift={gift.id} timeZone={timeZone} /> },
        ]}
      />
      {lines.some(isReceipt) || props.cap ? <ValueCard {...props} /> : null}
      {gift.donorKind === 'association' ? (
        <Notice tone="info" title="Pas de reçu fiscal pour une association.">
          Le reçu d’entreprise est pour celles qui sont imposées sur leurs bénéfices. Donnez-lui la convention de don.
        </Notice>
      ) : null}
      {lines.some(isReceipt) && receipts.length ? (
        <Card title="Reçus de ce don">
          {receipts.map((r) => (
            <p key={r.id}>
              <a href={`/recus/${r.id}`}>{r.number}</a>, {formatEuros(r.valueCents)} <ReceiptBadge receipt={r} />
            </p>
          ))}
        </Card>
      ) : null}
      {props.deposit.decides ? <DecisionCard gift={gift} deposit={props.deposit} /> : null}
      {isPerson(gift.donorKind) ? null : <RepresentativeCard gift={gift} deposit={props.deposit} />}
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
    <DoLink
      href={`/dons/${gift}/papiers/${l.document.id}/scan`}
      otherwise={`le ${day}`}
    >{`le ${day}, la copie`}</DoLink>
  ) : (
    <span>{`le ${day}`}</span>
  );
}

function AgreementCard({ list, problems, at }: PapersProps) {
  const { gift, lines } = list;
  const mine = at === 'convention' ? problems : undefined;
  const isPublic = lines.some((l) => l.paper === 'undertaking');
  const made = lines.some((l) => l.paper === 'undertaking' && l.document);
  return (
    <Card title={gift.donorKind === 'person' ? 'Attestation de don' : 'Convention de don'}>
      <p>
        {isPublic
          ? 'Les deux parties, la liste des biens et l’engagement écrit sur leur usage. Vous signez pour la banque ; le donateur signe le papier.'
          : gift.donorKind === 'person'
            ? 'Les deux parties et la liste des biens. Ce document n’est pas un reçu fiscal.'
            : 'Les deux parties, la liste des biens et qui répond des données jusqu’à l’effacement. Ce document n’est pas un reçu fiscal.'}
      </p>
      {made ? <Notice tone="info">Si vous signez de nouveau, un autre document remplace le premier.</Notice> : null}
      <Form
        action={`/dons/${gift.id}/papiers/convention`}
        problems={mine}
        does={{ label: 'Signer pour la banque', icon: 'signature', look: 'secondary' }}
      >
        <SigningPassword act="agreement" />
      </Form>
    </Card>
  );
}

function SignedBackCards({ list, problems, at }: PapersProps) {
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
            <Form
              action={`/dons/${list.gift.id}/papiers/${document.id}/retour`}
              multipart
              problems={mine}
              does={{ label: `Enregistrer le retour de ${document.number}`, icon: 'check', look: 'secondary' }}
            >
              <FileField
                id={`scan-${document.id}`}
                name="scan"
                label="Copie du papier signé"
                hint="PDF, JPEG ou PNG, 20 Mo au plus. Gardée sous scellé, effacée à sa date."
                accept="application/pdf,image/jpeg,image/png"
              />
            </Form>
          </Card>
        );
      })}
    </>
  );
}

interface Props {
  gift: Checklist['gift'];
  deposit: DepositView;
  at?: string | undefined;
  problems?: FieldProblem[] | undefined;
  values?: Record<string, string> | undefined;
}

const dayOf = (day: string) => formatDate(`${day}T12:00:00Z`);

export function DecisionCard({ gift, deposit, at, problems, values }: Props) {
  const { decision } = deposit;
  const again = at === 'decision' ? { problems, values } : {};
  return (
    <Card title="Délibération ou décision du donateur">
      {inDeposit(deposit) ? (
        <Notice tone="attention" title="Ces appareils sont en dépôt.">
          {' '}
          Le donateur n’a pas encore dit par quel acte il les donne. La collecte et l’effacement continuent ; rien n’est
          réservé ni remis.
        </Notice>
      ) : null}
      {decision ? (
        <p>
          {`${DECISION_KINDS[decision.kind]} n° ${decision.number} du ${dayOf(decision.on)}${decision.assembly ? `, ${decision.assembly}` : ''}.`}
        </p>
      ) : null}
      <Form
        action={`/dons/${gift.id}/papiers/decision`}
        {...again}
        does={{ label: decision ? 'Corriger l’acte' : 'Enregistrer l’acte', icon: 'check', look: 'secondary' }}
      >
        <FieldsOf form={DonorDecisionDto} />
      </Form>
    </Card>
  );
}

/** Who represents the donor on the agreement: said by the donor, dated, never taken from a contact. */
export function RepresentativeCard({ gift, deposit, at, problems, values }: Props) {
  const { representative: known } = deposit;
  const again = at === 'representant' ? { problems, values } : {};
  return (
    <Card title="Qui représente le donateur">
      <p>
        {known
          ? `${known.name}, ${known.quality}, depuis le ${dayOf(known.from)}.`
          : 'Personne n’est noté : la convention laisse la place d’un nom écrit à la main.'}
      </p>
      <Form
        action={`/dons/${gift.id}/papiers/representant`}
        {...again}
        does={{ label: 'Enregistrer le représentant', icon: 'check', look: 'secondary' }}
      >
        <FieldsOf form={RepresentativeDto} />
      </Form>
    </Card>
  );
}
