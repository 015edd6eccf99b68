import { Injectable } from '@nestjs/common';
import { BeneficiariesService, type BeneficiaryView, PeopleFinder } from '#bank/allocation';
import { type Actor, isId, NotFound } from '#platform/kernel';
import type { Again } from '#platform/ui';
import type { PickQuery } from '../../web/allocation.queries.dto.js';
import type { PersonChoice } from './person-picker.js';

/** Answers what the picker of persons asks. */
@Injectable()
export class PersonPick {
  constructor(
    private readonly people: BeneficiariesService,
    private readonly finder: PeopleFinder,
  ) {}

  /**
   * Where the choice is, from the page's address.
   * @param askedFor whom a request named.
   * @throws NotFound for a chosen person of another structure.
   */
  async of(actor: Actor, query: PickQuery, askedFor: string | null = null): Promise<PersonChoice> {
    const q = query.q?.trim() ?? '';
    const chosen = isId(query.personne) ? await this.chosen(actor, query.personne!) : null;
    const fresh = !chosen && query.nouvelle === 'oui';
    const found = !chosen && !fresh && q ? await this.finder.find(actor, q) : null;
    return { q, found, chosen, fresh, asked: chosen || fresh ? null : await this.known(actor, askedFor) };
  }

  /** The same of a form that is asked, the first time by its address, then with what was typed. */
  asked(actor: Actor, query: PickQuery | undefined, { values }: Again): Promise<PersonChoice> {
    return values ? this.again(actor, values) : this.of(actor, query ?? {});
  }

  /** The same of a form that comes back with its problems. */
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
