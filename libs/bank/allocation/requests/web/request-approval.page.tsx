import { type Category, categoryOf } from '#bank/devices';
import { joined } from '#platform/kernel';
import {
  Card,
  Disclosure,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatDate,
  HiddenField,
  Table,
  TextField,
} from '#platform/ui';
import { ReasonField } from '../../../corrections/web/reason-field.js';
import type { QuotaView } from '../../quotas/quotas.service.js';
import { QuotaOnTheSpotDto } from '../../quotas/web/quotas.dto.js';
import { askedWords, needsWords } from '../../web/allocation.words.js';
import type { RequestView } from '../request.views.js';
import { ApproveDto } from './requests.dto.js';

interface ApproveProps extends FormState {
  request: RequestView;
  quotas: readonly QuotaView[];
  stock: ReadonlyMap<string, number>;
}

/** How many of each line, with what the stock and the quota leave beside. */
export function ApprovePage({ request: r, quotas, stock, problems, values = {} }: ApproveProps) {
  const open = r.lines.filter((line) => line.unanswered);
  const categories = [...new Set(open.map((line) => line.category))];
  return (
    <FormPage
      title="Accepter la demande"
      lead={`${r.number} · ${r.structure} · ${askedWords(r.asked)}`}
      trail={[
        { label: 'Demandes', href: '/demandes' },
        { label: r.number, href: `/demandes/${r.id}` },
        { label: 'Accepter' },
      ]}
    >
      <Card title="Stock et quota">
        <Table
          caption="Ce qu’il y a, et ce que le quota permet"
          rows={categories}
          rowKey={(c) => c}
          columns={[
            { header: 'Type', row: true, cell: (c) => categoryOf(c).label },
            { header: 'Prêts', numeric: true, cell: (c) => String(stock.get(c) ?? 0) },
            { header: 'Reste au quota', numeric: true, cell: (c) => leftWords(quotas, c) },
          ]}
        />
        {categories.map((category) => (
          <ChangeQuota
            key={category}
            request={r}
            category={category}
            quota={quotas.find((q) => q.category === category)}
          />
        ))}
      </Card>
      <Form
        action={`/demandes/${r.id}/accepter`}
        problems={problems}
        values={values}
        does={{ label: 'Accepter', icon: 'check' }}
        back={{ href: `/demandes/${r.id}`, label: 'Revenir' }}
      >
        {open.map((line, i) => (
          <>
            <HiddenField name={`lines.${i}.id`} value={line.id} />
            <TextField
              name={`lines.${i}.quantity`}
              label={joined(', ', categoryOf(line.category).label, needsWords(line.needs).toLowerCase())}
              hint={`Sans réponse : ${line.unanswered}.`}
              required
              type="number"
              inputmode="numeric"
              width="short"
              min={0}
              value={values[`lines.${i}.quantity`] ?? String(line.unanswered)}
            />
          </>
        ))}
        <FieldsOf form={ApproveDto} />
      </Form>
    </FormPage>
  );
}

function leftWords(quotas: readonly QuotaView[], category: Category): string {
  const q = quotas.find((x) => x.category === category);
  return q ? `${Math.max(0, q.allowed - q.used)} sur ${q.allowed}` : '0, aucun quota';
}

function ChangeQuota({
  request: r,
  category,
  quota: q,
}: {
  request: RequestView;
  category: Category;
  quota: QuotaView | undefined;
}) {
  return (
    <Disclosure summary={`Changer le quota : ${categoryOf(category).label.toLowerCase()}`}>
      <Form action={`/demandes/${r.id}/quota`} does={{ label: 'Changer le quota', icon: 'check', look: 'secondary' }}>
        <HiddenField name="category" value={category} />
        <p class="hint">
          {q
            ? `Il dit ${q.allowed}, du ${formatDate(q.startsOn)} au ${formatDate(q.endsOn)}. Places prises : ${q.used}.`
            : 'Aucun quota aujourd’hui : il vaudra pour l’année.'}
        </p>
        <FieldsOf
          form={QuotaOnTheSpotDto}
          but={{ allowed: { min: q?.used ?? 0, value: q ? String(q.allowed) : '' } }}
        />
        <ReasonField kind="quota" />
      </Form>
    </Disclosure>
  );
}
