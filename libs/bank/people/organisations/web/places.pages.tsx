import { type FormerName, NAME_REASONS, type PlaceDetail, type PlaceKind, type PlaceView } from '#bank/people';
import {
  Asking,
  Card,
  EndingAct,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatDate,
  formatDateTime,
  optionsOf,
  PostButton,
  Table,
} from '#platform/ui';
import { PLACE_WORDS, PlaceDto, RenameDto } from '../../web/people.dto.js';

const trail = (label: string) => [{ label: 'Réglages', href: '/gestion' }, { label }];

const KIND_CHOICES = optionsOf(PLACE_WORDS).map((kind) => ({ ...kind, asks: kind.value !== 'site' }));

type ClosedPlace = { readonly id: string; readonly name: string; readonly kind: PlaceKind };

export function PlacesPage({
  places,
  closed,
  problems,
  values,
}: { places: readonly PlaceView[]; closed: readonly ClosedPlace[] } & FormState) {
  return (
    <FormPage title="Lieux" lead="Où se trouvent les appareils de votre organisation." trail={trail('Lieux')}>
      <Table
        caption="Lieux"
        rows={[...places]}
        rowKey={(p) => p.id}
        columns={[
          { header: 'Lieu', row: true, href: (p) => `/gestion/lieux/${p.id}`, cell: (p) => p.path },
          { header: 'Type', cell: (p) => PLACE_WORDS[p.kind] },
        ]}
      />
      <Card title="Ajouter un lieu">
        <Form
          action="/gestion/lieux"
          problems={problems}
          values={{ kind: 'shelf', ...values }}
          does={{ label: 'Ajouter', icon: 'plus' }}
        >
          <Asking
            then={
              <FieldsOf
                form={PlaceDto}
                only={['parentId']}
                but={{ parentId: { options: places.map((p) => ({ value: p.id, label: p.path })) } }}
              />
            }
          >
            <FieldsOf form={PlaceDto} only={['kind']} but={{ kind: { options: KIND_CHOICES } }} />
          </Asking>
          <FieldsOf form={PlaceDto} only={['name']} />
        </Form>
      </Card>
      {closed.length ? (
        <Card title="Lieux fermés">
          <ul>
            {closed.map((p) => (
              <li key={p.id}>
                <a href={`/gestion/lieux/${p.id}`}>{p.name}</a>, {PLACE_WORDS[p.kind].toLowerCase()}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </FormPage>
  );
}

const EVENTS: Readonly<Record<string, string>> = {
  create: 'Ajouté',
  rename: 'Renommé',
  close: 'Fermé',
  reopen: 'Rouvert',
};

export function PlacePage({
  place: p,
  timeZone,
  problems,
  values,
}: { place: PlaceDetail; timeZone: string } & FormState) {
  return (
    <FormPage
      title={p.name}
      lead={
        <>
          {PLACE_WORDS[p.kind]}
          {p.active ? '' : ', fermé'} · <a href={`/appareils?place=${p.id}`}>Ses appareils</a>
        </>
      }
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Lieux', href: '/gestion/lieux' }, { label: p.name }]}
    >
      <Card title="Renommer">
        <Form
          action={`/gestion/lieux/${p.id}/nom`}
          problems={problems}
          values={{ name: p.name, ...values }}
          does={{ label: 'Renommer', icon: 'check' }}
        >
          <FieldsOf form={RenameDto} />
        </Form>
      </Card>
      {p.active ? (
        <Card title="Fermer">
          <p>Il doit être vide.</p>
          <EndingAct
            of={{ label: 'Fermer ce lieu', icon: 'ban', ends: 'until_reopened' }}
            action={`/gestion/lieux/${p.id}/fermeture`}
            lines={[
              'On n’y range plus rien, ni dans ce qui s’y trouve, et on ne le choisit plus nulle part.',
              'Son histoire reste, et il peut être rouvert.',
            ]}
          />
        </Card>
      ) : (
        <Card title="Rouvrir">
          <p>Il se choisit de nouveau. Ce qui s’y trouve se rouvre à part.</p>
          <PostButton action={`/gestion/lieux/${p.id}/reouverture`} label="Rouvrir ce lieu" icon="undo-2" />
        </Card>
      )}
      <FormerNames names={p.formerNames} timeZone={timeZone} />
      <Card title="Histoire">
        <ul>
          {p.events.map((e) => (
            <li key={`${e.verb} ${String(e.at)}`}>
              {EVENTS[e.verb] ?? e.verb} le {formatDateTime(e.at, timeZone)}
              {e.by ? `, ${e.by}` : ''}
            </li>
          ))}
        </ul>
      </Card>
    </FormPage>
  );
}

export function FormerNames({ names, timeZone }: { names: readonly FormerName[]; timeZone?: string }) {
  if (!names.length) return null;
  return (
    <Card title="Noms d’avant">
      <ul>
        {names.map((one) => (
          <li key={String(one.until)}>
            {one.name}, jusqu’au {formatDate(one.until, timeZone)} ({NAME_REASONS[one.reason].toLowerCase()})
          </li>
        ))}
      </ul>
      <p class="hint">Les documents déjà faits gardent le nom d’avant.</p>
    </Card>
  );
}
