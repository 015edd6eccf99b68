import { AGE_BANDS, type BeneficiaryView, type HandoverView, type Identity, SITUATIONS } from '#allocation';
import { showAssetCode } from '#devices';
import type { Page } from '#kernel';
import {
  Actions,
  Button,
  Card,
  Cell,
  Code,
  Empty,
  Facts,
  type FieldProblem,
  Fieldset,
  Form,
  FormPage,
  formatDate,
  LinkButton,
  ListPage,
  Notice,
  SelectField,
  Table,
  TextField,
  ThingPage,
} from '../../ui/index.js';
import { choices } from './allocation.words.js';
import { beneficiaryWords } from './beneficiary-words.js';

/** The people a structure accompanies, by reference. */
export function BeneficiaryListPage({ page, q, after }: { page: Page<BeneficiaryView>; q: string; after: string }) {
  return (
    <ListPage
      title="Bénéficiaires"
      lead="Une référence au hasard par personne. Un nom n’est jamais nécessaire."
      action={
        <LinkButton look="primary" icon="plus" href="/beneficiaires/nouveau">
          Nouvelle personne
        </LinkButton>
      }
      filters={<TextField name="q" label="Référence" required width="medium" value={q} placeholder="R-7K3F9" />}
      {...(q ? { clearHref: '/beneficiaires' } : {})}
      {...(page.next ? { nextHref: `/beneficiaires?apres=${page.next}` } : {})}
      {...(after ? { firstHref: '/beneficiaires' } : {})}
      {...(page.items.length
        ? {}
        : {
            empty: q ? (
              <Empty icon="search" title="Aucune personne n’a cette référence">
                Vérifiez les cinq signes après « R- ».
              </Empty>
            ) : (
              <Empty icon="users" title="Personne pour l’instant">
                Ajoutez une personne ici, ou au moment de lui remettre un appareil.
              </Empty>
            ),
          })}
    >
      <Table
        caption="Bénéficiaires, du plus récent au plus ancien"
        rows={page.items}
        rowKey={(b) => b.id}
        columns={[
          {
            header: 'Référence',
            row: true,
            cell: (b) => (
              <a href={`/beneficiaires/${b.id}`}>
                <Code>{b.reference}</Code>
              </a>
            ),
          },
          { header: 'Pour les chiffres', cell: (b) => beneficiaryWords(b) || 'rien de communiqué' },
          { header: 'Appareils', numeric: true, cell: (b) => b.devices },
          { header: 'Identité', cell: (b) => (b.hasIdentity ? 'gardée à part' : 'non notée') },
          { header: 'Dernier contact', cell: (b) => formatDate(b.lastContactOn) },
        ]}
      />
    </ListPage>
  );
}

interface FormProps {
  id?: string;
  values: Readonly<Record<string, string>>;
  problems?: FieldProblem[] | undefined;
}

/** What figures need of somebody, and, apart, who it is. */
export function BeneficiaryFields({ values, problems }: Omit<FormProps, 'id'>) {
  return (
    <>
      <Fieldset legend="Pour les chiffres" hint="Les mêmes réponses que dans La Coop. Rien n’est obligatoire.">
        <SelectField
          name="ageBand"
          label="Tranche d’âge"
          empty="Non communiqué"
          width="medium"
          value={values['ageBand'] ?? ''}
          problems={problems}
          options={known(AGE_BANDS)}
        />
        <SelectField
          name="situation"
          label="Situation"
          empty="Non communiqué"
          width="medium"
          value={values['situation'] ?? ''}
          problems={problems}
          options={known(SITUATIONS)}
        />
        <TextField
          name="commune"
          label="Commune"
          width="medium"
          maxlength={80}
          value={values['commune'] ?? ''}
          problems={problems}
        />
        <TextField
          name="communeCode"
          label="Code INSEE de la commune"
          hint="Cinq signes, si vous le connaissez : ce n’est pas le code postal."
          width="short"
          maxlength={5}
          value={values['communeCode'] ?? ''}
          problems={problems}
        />
      </Fieldset>
      <Fieldset
        legend="Identité, gardée à part"
        hint="Seule votre structure peut la lire. Elle est chiffrée, et s’efface deux ans après le dernier contact."
      >
        <TextField
          name="name"
          label="Nom"
          width="medium"
          maxlength={120}
          value={values['name'] ?? ''}
          problems={problems}
        />
        <TextField
          name="contact"
          label="Téléphone ou autre contact"
          width="medium"
          maxlength={120}
          value={values['contact'] ?? ''}
          problems={problems}
        />
      </Fieldset>
    </>
  );
}

const known = (labels: Readonly<Record<string, string>>) => choices(labels).filter((c) => c.value !== 'non_communique');

export function BeneficiaryFormPage({ id, values, problems }: FormProps) {
  const title = id ? 'Corriger' : 'Nouvelle personne';
  return (
    <FormPage
      title={title}
      lead="Elle reçoit une référence au hasard, comme R-7K3F9."
      trail={[{ label: 'Bénéficiaires', href: '/beneficiaires' }, { label: title }]}
    >
      <Form action={id ? `/beneficiaires/${id}/modifier` : '/beneficiaires'} problems={problems}>
        <BeneficiaryFields values={values} problems={problems} />
        <Actions>
          <Button icon="check">Enregistrer</Button>
          <LinkButton look="quiet" href={id ? `/beneficiaires/${id}` : '/beneficiaires'}>
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}

interface ThingProps {
  person: BeneficiaryView;
  identity: Identity | null;
  handovers: readonly HandoverView[];
  timeZone: string;
}

/** One reference: what it received, and who it is for those who may know. */
export function BeneficiaryPage({ person: b, identity, handovers, timeZone }: ThingProps) {
  return (
    <ThingPage
      title={`Référence ${b.reference}`}
      heading={<Code big>{b.reference}</Code>}
      lead={beneficiaryWords(b) || 'Rien de communiqué'}
      trail={[{ label: 'Bénéficiaires', href: '/beneficiaires' }, { label: b.reference }]}
      next={
        <Actions stack>
          <LinkButton href={`/beneficiaires/${b.id}/modifier`} icon="pencil" wide>
            Corriger
          </LinkButton>
          {b.hasIdentity || handovers.length ? (
            <LinkButton href={`/beneficiaires/${b.id}/oublier`} look="quiet" icon="lock" wide>
              Effacer l’identité
            </LinkButton>
          ) : null}
        </Actions>
      }
      nextTitle="Cette personne"
      aside={
        <Card title="Identité">
          {identity ? (
            <>
              <Facts
                facts={[
                  ['Nom', identity.name],
                  ['Contact', identity.contact],
                ]}
              />
              <p>Lue par votre structure seule. S’efface le {formatDate(b.identityUntil!)}.</p>
            </>
          ) : (
            <p>Non notée. Ce n’est pas nécessaire.</p>
          )}
        </Card>
      }
    >
      <Card title="Appareils reçus">
        {handovers.length ? (
          <Handovers handovers={handovers} timeZone={timeZone} />
        ) : (
          <p>Aucun appareil reçu pour l’instant.</p>
        )}
      </Card>
    </ThingPage>
  );
}

function Handovers({ handovers, timeZone }: Pick<ThingProps, 'handovers' | 'timeZone'>) {
  return (
    <Table
      caption="Remises"
      rows={handovers}
      rowKey={(h) => h.id}
      columns={[
        {
          header: 'Appareil',
          row: true,
          cell: (h) => (
            <Cell main={<a href={`/remises/${h.id}`}>{showAssetCode(h.deviceCode)}</a>} sub={`${h.make} ${h.model}`} />
          ),
        },
        { header: 'Remis', cell: (h) => formatDate(h.handedOverAt, timeZone) },
        {
          header: 'Fin',
          cell: (h) => (h.endedAt ? `${ENDED[h.endReason!]}, ${formatDate(h.endedAt, timeZone)}` : 'chez la personne'),
        },
      ]}
    />
  );
}

export const ENDED = { returned: 'rendu', swapped: 'remplacé', device_gone: 'sorti' } as const;

/** Once more, before somebody is forgotten. */
export function ForgetPage({ person: b, problems }: { person: BeneficiaryView; problems?: FieldProblem[] }) {
  return (
    <FormPage
      title="Effacer l’identité ?"
      lead={`Référence ${b.reference}`}
      trail={[
        { label: 'Bénéficiaires', href: '/beneficiaires' },
        { label: b.reference, href: `/beneficiaires/${b.id}` },
        { label: 'Effacer' },
      ]}
    >
      <Form action={`/beneficiaires/${b.id}/oublier`} problems={problems}>
        <Notice tone="attention" title="Cela ne se défait pas.">
          Le nom, le contact, les signatures et les attestations signées disparaissent. La référence, la commune et
          l’histoire des appareils restent.
        </Notice>
        <Actions>
          <Button look="danger" icon="trash-2">
            Effacer l’identité
          </Button>
          <LinkButton look="quiet" href={`/beneficiaires/${b.id}`}>
            La garder
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
