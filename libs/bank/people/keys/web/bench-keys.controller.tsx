import { Controller, Param } from '@nestjs/common';
import { BenchKeysService, type BenchKeyView } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm } from '#platform/http';
import { publicUrl, WRITE } from '#platform/kernel';
import {
  Badge,
  Card,
  Cell,
  Empty,
  EndingAct,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatDate,
  Operator,
  SecretPage,
  Table,
} from '#platform/ui';
import { BenchKeyDto } from './keys.dto.js';
import { isOver } from './keys.words.js';

const TITLE = 'Clés des postes d’effacement';
const PAGE = '/gestion/postes';
const SETTINGS = { label: 'Réglages', href: '/gestion' };

/** Keys of a workshop's bench PCs: made for the stick that they start from, cut when one is lost. */
@Controller('gestion/postes')
export class BenchKeysController {
  constructor(private readonly keys: BenchKeysService) {}

  @AskedForm(WRITE.benchKeys, '')
  makeBenchKey(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.reveal({
      dto: BenchKeyDto,
      ref: PAGE,
      work: (tx, form) => this.keys.make(tx, ctx.member, form),
      show: (key) => (
        <SecretPage
          title="La clé de ce poste"
          lead={`Sur la clé USB, dans le fichier bench.conf, écrivez deux lignes : SERVER=${publicUrl() ?? `http://${ctx.req.headers.host ?? 'localhost'}`} puis KEY= suivi de ceci. Elle est montrée une fois.`}
          secret={key?.secret}
          otherwise="coupez l’accès de cette clé et recommencez"
          from={[SETTINGS, { label: TITLE, href: PAGE }]}
          back={PAGE}
        />
      ),
      page: (again) => this.page(ctx, again),
    });
  }

  @PostedForm(WRITE.benchKeys, ':id/revocation')
  revokeBenchKey(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Accès coupé : ce poste ne peut plus rien annoncer ni envoyer.',
      ref: PAGE,
      work: (tx) => this.keys.revoke(tx, ctx.member, id),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  private async page(ctx: Ctx, again: FormState) {
    return <BenchKeysPage keys={await this.keys.list(ctx.member)} {...again} />;
  }
}

function BenchKeysPage({ keys, problems, values = {} }: FormState & { keys: readonly BenchKeyView[] }) {
  return (
    <FormPage
      title={TITLE}
      lead="Un poste d’effacement démarre sur une clé USB et rend compte lui-même : il annonce la machine, envoie son inventaire et ses preuves. Sa clé d’accès ne permet rien d’autre."
      trail={[SETTINGS, { label: TITLE }]}
    >
      {keys.length ? (
        <Table
          caption="Clés des postes d’effacement"
          rows={keys}
          rowKey={(key) => key.id}
          columns={[
            {
              header: 'Poste',
              row: true,
              cell: (key) => (
                <Cell
                  main={key.name}
                  sub={
                    <>
                      Signe n° {key.operatorNumber}. Se termine par {key.ending}. Faite le {formatDate(key.createdAt)}{' '}
                      par <Operator number={key.madeBy} />.
                    </>
                  }
                />
              ),
            },
            { header: 'Dernier usage', cell: (key) => (key.lastUsedAt ? formatDate(key.lastUsedAt) : 'jamais') },
            { header: 'Sert jusqu’au', cell: (key) => formatDate(key.expiresAt) },
            {
              header: 'Accès',
              cell: (key) =>
                isOver(key) ? (
                  <Badge tone="neutral" icon="ban">
                    {key.revokedAt ? 'ne sert plus' : 'a expiré'}
                  </Badge>
                ) : (
                  <EndingAct
                    of={{ label: `Couper l’accès de ${key.name} (…${key.ending})`, icon: 'ban', ends: 'for_good' }}
                    action={`${PAGE}/${key.id}/revocation`}
                    lines={[
                      'Le poste n’annonce plus de machine et n’envoie plus de preuve. Celles qui attendent sur sa clé USB s’envoient avec une autre clé.',
                    ]}
                  />
                ),
            },
          ]}
        />
      ) : (
        <Empty icon="key-round" title="Aucune clé">
          Faites-en une par clé USB, pour couper l’accès d’une seule si elle se perd.
        </Empty>
      )}
      <p>
        Les machines annoncées sont sur la page <a href="/effacements/en-cours">Effacements en cours</a>.
      </p>
      <Card title="Faire une clé">
        <Form action={PAGE} problems={problems} values={values} does={{ label: 'Faire la clé', icon: 'plus' }}>
          <FieldsOf form={BenchKeyDto} but={{ term: { value: values['term'] ?? 'year' } }} />
        </Form>
      </Card>
    </FormPage>
  );
}
