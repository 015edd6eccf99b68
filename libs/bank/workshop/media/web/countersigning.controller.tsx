import { showAssetCode } from '#bank/devices';
import { Countersigning, STATEMENTS, type ToWitness } from '#bank/workshop';
import { Act, ApiController, Context, Ctx, type Posted, Read } from '#platform/http';
import { WRITE } from '#platform/kernel';
import {
  Code,
  Empty,
  type FieldProblem,
  Form,
  type FormState,
  formatDate,
  ListPage,
  Notice,
  Operator,
  SigningPassword,
  Table,
  waitingColumn,
} from '#platform/ui';
import { mediumWords } from '../../web/workshop.words.js';
import { CountersignaturesDto } from './media.dto.js';

/** Witnesses of what was removed or destroyed. */
@ApiController('refurbishment')
export class CountersigningController {
  constructor(private readonly countersigning: Countersigning) {}

  /** What others removed or destroyed and the token's person may witness, the oldest first, 100 at most. */
  @Read(WRITE.workshop, { page: 'atelier/a-contresigner', api: 'countersignatures' })
  async waiting(@Context() ctx: Ctx) {
    const items = await this.countersigning.waiting(ctx.actor);
    return ctx.answer({ items, next: null }, () => <CountersigningPage waiting={items} timeZone={ctx.bank.timeZone} />);
  }

  /** Signs as the witness of some of them. */
  @Act(WRITE.workshop, {
    page: 'atelier/a-contresigner',
    api: 'countersignatures',
    takes: CountersignaturesDto,
  })
  countersign(@Context() ctx: Ctx) {
    return ctx.act({
      dto: CountersignaturesDto,
      status: 201,
      fromForm: ({ ids, password }: Posted) => ({ password, ids: [ids ?? []].flat() }),
      done: 'Signé comme témoin. Les certificats sont refaits avec votre numéro d’opérateur.',
      work: async (tx, { ids, password }) =>
        String(await this.countersigning.countersign(tx, ctx.actor, ids, password)),
      to: () => '/atelier/a-contresigner',
      view: async (count) => ({ countersigned: Number(count) }),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  private async page(ctx: Ctx, again: FormState = {}) {
    const waiting = await this.countersigning.waiting(ctx.actor);
    return <CountersigningPage waiting={waiting} timeZone={ctx.bank.timeZone} {...again} />;
  }
}

const WHAT = {
  removed: 'Retiré',
  destroyed: 'Détruit',
  new: 'Neuf, signé',
  other_tool: 'Effacé avec un autre outil, signé',
} as const;

interface Props {
  waiting: readonly ToWitness[];
  timeZone: string;
  problems?: FieldProblem[] | undefined;
}

function CountersigningPage({ waiting, timeZone, problems }: Props) {
  return (
    <ListPage
      title="Être témoin"
      lead="Un support retiré, détruit, neuf ou effacé avec un autre outil demande un témoin : une autre personne que celle qui a signé. Neuf ou effacé avec un autre outil, son appareil attend votre signature."
      trail={[{ label: 'Être témoin' }]}
      rows={waiting}
      empty={
        <Empty icon="circle-check" title="Aucun support n’attend de témoin">
          Ce que vous avez signé vous-même attend une autre personne.
        </Empty>
      }
    >
      <Form
        action="/atelier/a-contresigner"
        problems={problems}
        does={{ label: 'Signer comme témoin', icon: 'signature' }}
      >
        <Media waiting={waiting} timeZone={timeZone} />
        <Notice icon="signature" title="Ce que vous signez pour ceux qui sont cochés :">
          {STATEMENTS.witness}
        </Notice>
        <SigningPassword act="media_witness" problems={problems} />
      </Form>
    </ListPage>
  );
}

function Media({ waiting, timeZone }: Pick<Props, 'waiting' | 'timeZone'>) {
  return (
    <Table
      caption="Supports à contresigner, du plus ancien au plus récent"
      rows={waiting.map((w) => ({ ...w, waitingSince: w.signedAt }))}
      rowKey={(w) => w.id}
      select={{
        name: 'ids',
        value: (w) => w.id,
        label: (w) => `Choisir ${mediumWords(w)} ${w.serial ?? ''} de ${showAssetCode(w.deviceCode)}`,
      }}
      columns={[
        {
          header: 'Support',
          row: true,
          cell: (w) => mediumWords(w),
          sub: (w) => (w.serial ? `n° ${w.serial}` : 'sans numéro de série'),
        },
        { header: 'Appareil', cell: (w) => <Code>{showAssetCode(w.deviceCode)}</Code> },
        {
          header: 'Ce qui est signé',
          cell: (w) => `${WHAT[w.what]} le ${formatDate(w.signedAt, timeZone)}`,
          sub: (w) => (
            <>
              <Operator number={w.operatorNumber} />, {w.organisation}
              {w.invoice ? `, facture n° ${w.invoice}` : ''}
            </>
          ),
        },
        waitingColumn(timeZone),
      ]}
    />
  );
}
