import { showAssetCode } from '#bank/devices';
import { STATEMENTS, type ToWitness } from '#bank/workshop';
import {
  Actions,
  Button,
  Cell,
  Code,
  Empty,
  type FieldProblem,
  Form,
  formatDate,
  ListPage,
  Notice,
  Operator,
  SigningPassword,
  Table,
} from '#platform/ui';
import { mediumWords } from '../../web/workshop.words.js';

const WHAT = { removed: 'Retiré', destroyed: 'Détruit', new: 'Neuf, signé' } as const;

interface Props {
  waiting: readonly ToWitness[];
  timeZone: string;
  problems?: FieldProblem[] | undefined;
}

/** What somebody else removed, destroyed or put in new, and wants a witness: ticked, and signed at once. */
export function CountersigningPage({ waiting, timeZone, problems }: Props) {
  return (
    <ListPage
      title="Être témoin"
      lead="Un support retiré, détruit ou neuf demande un témoin : une autre personne que celle qui a signé. Le travail continue sans attendre ; seul un appareil avec un support neuf attend votre signature."
      trail={[{ label: 'Être témoin' }]}
      rows={waiting}
      empty={
        <Empty icon="circle-check" title="Aucun support n’attend de témoin">
          Ce que vous avez signé vous-même attend une autre personne.
        </Empty>
      }
    >
      <Form action="/atelier/a-contresigner" problems={problems}>
        <Media waiting={waiting} timeZone={timeZone} />
        <Notice icon="signature" title="Ce que vous signez pour ceux qui sont cochés :">
          {STATEMENTS.witness}
        </Notice>
        <SigningPassword act="media_witness" problems={problems} />
        <Actions>
          <Button icon="signature">Signer comme témoin</Button>
        </Actions>
      </Form>
    </ListPage>
  );
}

function Media({ waiting, timeZone }: Pick<Props, 'waiting' | 'timeZone'>) {
  return (
    <Table
      caption="Supports retirés, détruits ou neufs, du plus ancien au plus récent"
      rows={waiting}
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
          cell: (w) => <Cell main={mediumWords(w)} sub={w.serial ? `n° ${w.serial}` : 'sans numéro de série'} />,
        },
        { header: 'Appareil', cell: (w) => <Code>{showAssetCode(w.deviceCode)}</Code> },
        {
          header: 'Ce qui est signé',
          cell: (w) => (
            <Cell
              main={`${WHAT[w.what]} le ${formatDate(w.signedAt, timeZone)}`}
              sub={
                <>
                  <Operator number={w.operatorNumber} />, {w.organisation}
                  {w.invoice ? `, facture n° ${w.invoice}` : ''}
                </>
              }
            />
          ),
        },
      ]}
    />
  );
}
