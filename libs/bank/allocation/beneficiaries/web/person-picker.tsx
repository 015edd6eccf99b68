import { Injectable } from '@nestjs/common';
import { type Actor, isId, joined, NotFound } from '#platform/kernel';
import { Actions, Button, Card, type FormState, HiddenField, LinkButton, Notice, TextField } from '#platform/ui';
import type { PickQuery } from '../../web/allocation.queries.dto.js';
import { beneficiaryWords } from '../../web/allocation.words.js';
import { BeneficiariesService } from '../beneficiaries.service.js';
import type { BeneficiaryView } from '../beneficiary.views.js';
import { type FoundPeople, type FoundPerson, PeopleFinder } from '../people-finder.js';

/** How far the choice of a person is. Nobody is chosen before somebody says so. */
export interface PersonChoice {
  readonly q: string;
  readonly found: FoundPeople | null;
  readonly chosen: (BeneficiaryView & { readonly name: string | null }) | null;
  readonly fresh: boolean;
  /** For whom a request asked for it: offered, never preselected. */
  readonly asked: BeneficiaryView | null;
}

const withPerson = (here: string, query: string): string => `${here}${here.includes('?') ? '&' : '?'}${query}`;
const wordsOf = (b: { reference: string; name?: string | null } & Parameters<typeof beneficiaryWords>[0]): string =>
  joined(' · ', b.reference, b.name, beneficiaryWords(b));

/** Where the picker stands on its page: who looks for somebody comes back to it, whom it found in sight. */
const PICKER = 'personne';

/**
 * The one way to say which person: by reference, by name or telephone, or a new one.
 * @param here the page that goes on: it is led to with `personne`, or with `nouvelle` where it takes a new person itself.
 * @param newHref where a new person is written down instead.
 */
export function PersonPicker({ pick, here, newHref }: { pick: PersonChoice; here: string; newHref?: string }) {
  const [path, query = ''] = here.split('?') as [string, string?];
  const fresh = (
    <LinkButton icon="plus" href={newHref ?? withPerson(here, 'nouvelle=oui')}>
      Nouvelle personne
    </LinkButton>
  );
  return (
    <Card title="À qui ?" id={PICKER}>
      {pick.asked ? (
        <p>
          <LinkButton icon="hand-heart" href={withPerson(here, `personne=${pick.asked.id}`)}>
            {`${wordsOf(pick.asked)}, pour qui c’est demandé`}
          </LinkButton>
        </p>
      ) : null}
      <form class="form" method="get" action={`${path}#${PICKER}`} noValidate>
        {[...new URLSearchParams(query)].map(([name, value]) => (
          <HiddenField key={name} name={name} value={value} />
        ))}
        <TextField
          name="q"
          label="Référence, nom ou téléphone"
          hint="Un nom entier, ou une référence comme R-7K3F9 : trois caractères de son début ou de sa fin suffisent. Chaque recherche par nom est notée."
          optionalUnsaid
          width="medium"
          maxlength={120}
          value={pick.q}
        />
        <Actions>
          <Button icon="search" look="secondary">
            Chercher
          </Button>
          {pick.found ? null : fresh}
        </Actions>
      </form>
      {pick.found ? (
        <>
          <Found found={pick.found} to={(id) => withPerson(here, `personne=${id}`)} />
          <Actions stack>{fresh}</Actions>
        </>
      ) : null}
    </Card>
  );
}

export function Found({ found, to }: { found: FoundPeople; to: (id: string) => string }) {
  const refused = found.refused ? <PeopleRefused why={found.refused} /> : null;
  if (!found.people.length && refused) return refused;
  if (!found.people.length)
    return (
      <Notice tone="attention" title="Personne de votre structure ne correspond.">
        Vérifiez la référence (trois caractères de son début ou de sa fin suffisent), ou écrivez le nom entier. Si elle
        n’a pas encore de référence chez vous : « Nouvelle personne ».
      </Notice>
    );
  return (
    <>
      <People label="Personnes trouvées" people={found.people.filter(({ near }) => !near)} to={to} />
      <People label="Résultats proches" people={found.people.filter(({ near }) => near)} to={to} near />
      {found.more ? <p>D’autres références commencent ou finissent ainsi : tapez un caractère de plus.</p> : null}
      {refused}
    </>
  );
}

function People({
  label,
  people,
  to,
  near,
}: {
  label: string;
  people: readonly FoundPerson[];
  to: (id: string) => string;
  near?: boolean;
}) {
  if (!people.length) return null;
  return (
    <>
      {near ? <p>{`${label} : le nom s’écrit un peu autrement. Vérifiez avec la personne.`}</p> : null}
      <ul class="plain" aria-label={label}>
        {people.map((person) => (
          <li key={person.id}>
            <LinkButton icon="users" href={to(person.id)}>
              {wordsOf(person)}
            </LinkButton>
          </li>
        ))}
      </ul>
    </>
  );
}

export function PeopleRefused({ why }: { why: NonNullable<FoundPeople['refused']> }) {
  const [title, words] = REFUSED[why];
  return (
    <Notice tone="attention" title={title}>
      {words}
    </Notice>
  );
}

const REFUSED: Readonly<Record<NonNullable<FoundPeople['refused']>, readonly [string, string]>> = {
  not_exact: [
    'Ce n’est pas assez précis.',
    'Écrivez un nom entier, un numéro de téléphone, ou une référence : au moins trois caractères de son début ou de sa fin.',
  ],
  too_many: ['Trop de personnes ont ce nom.', 'Ajoutez le prénom ou le nom, ou demandez sa référence à la personne.'],
  too_often: [
    'Trop de recherches de personnes depuis une heure.',
    'Attendez un peu, ou demandez sa référence à la personne : elle se trouve toujours.',
  ],
};

export function Chosen({ pick, here }: { pick: PersonChoice; here: string }) {
  return (
    <p>
      {pick.chosen ? (
        <>
          <HiddenField name="beneficiaryId" value={pick.chosen.id} />
          Pour <strong>{wordsOf(pick.chosen)}</strong>.{' '}
        </>
      ) : (
        <>Pour une nouvelle personne. </>
      )}
      <a href={here}>Changer de personne</a>
    </p>
  );
}

/** Answers what the picker of persons asks. */
@Injectable()
export class PersonPick {
  constructor(
    private readonly people: BeneficiariesService,
    private readonly finder: PeopleFinder,
  ) {}

  /** Where the choice is, from the page's address. @param askedFor whom a request named. @throws NotFound for another structure's person. */
  async of(actor: Actor, query: PickQuery, askedFor: string | null = null): Promise<PersonChoice> {
    const q = query.q?.trim() ?? '';
    const chosen = isId(query.personne) ? await this.chosen(actor, query.personne!) : null;
    const fresh = !chosen && query.nouvelle === 'oui';
    const found = !chosen && !fresh && q ? await this.finder.find(actor, q) : null;
    return { q, found, chosen, fresh, asked: chosen || fresh ? null : await this.known(actor, askedFor) };
  }

  /** The same where a new person may be written down at once: whoever knows nobody yet has nothing to look for. */
  async orNew(actor: Actor, query: PickQuery, askedFor: string | null = null): Promise<PersonChoice> {
    const pick = await this.of(actor, query, askedFor);
    if (pick.q || pick.chosen || pick.fresh || pick.asked) return pick;
    return { ...pick, fresh: !(await this.people.knowsAny(actor)) };
  }

  /** The same of a form that is asked, the first time by its address, then with what was typed. */
  asked(actor: Actor, query: PickQuery | undefined, { values }: FormState): Promise<PersonChoice> {
    return values ? this.again(actor, values) : this.of(actor, query ?? {});
  }

  async again(actor: Actor, values: Readonly<Record<string, string>>): Promise<PersonChoice> {
    const id = values['beneficiaryId'];
    const chosen = id ? await this.known(actor, id) : null;
    return {
      q: '',
      found: null,
      chosen: chosen && { ...chosen, name: null },
      fresh: !chosen,
      asked: null,
    };
  }

  private async chosen(actor: Actor, id: string) {
    const person = await this.people.byId(actor, id);
    const identity = person.hasIdentity ? await this.people.identity(actor, id) : null;
    return { ...person, name: identity?.name || null };
  }

  /** Null for whoever is not the structure's (any more). */
  private async known(actor: Actor, id: string | null): Promise<BeneficiaryView | null> {
    if (!isId(id)) return null;
    return this.people.byId(actor, id!).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
  }
}
