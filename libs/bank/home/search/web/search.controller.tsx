import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { readIdentifier } from '#bank/devices';
import { type Answer, Context, Ctx, json, Read, seeOther } from '#platform/http';
import { may, READ, WRITE } from '#platform/kernel';
import { AppShell, Card, Empty, Notice, PageHead, SearchBox, Table, WithCodes } from '#platform/ui';
import { PeopleRefused } from '../../../allocation/beneficiaries/web/person-picker.js';
import { Everything, type FoundGroup, type FoundThings } from './everything.js';
import { SearchQuery } from './search.dto.js';

const NOTHING: FoundThings = { groups: [], only: null, wrongCheck: false, peopleRefused: null };

@ApiTags('search')
@ApiBearerAuth()
@Controller()
export class SearchController {
  constructor(private readonly everything: Everything) {}

  @Read(READ.devices, { page: 'recherche' })
  async page(@Context() ctx: Ctx, @Query() { q }: SearchQuery): Promise<Answer> {
    const typed = q?.trim() ?? '';
    const found = await this.found(ctx, typed);
    if (found.only) return seeOther(found.only);
    // The code of a label that is on no device yet, for whoever prints labels.
    if (!found.groups.length && may(ctx.actor, WRITE.labels) && readIdentifier(typed).kind !== 'other')
      return seeOther(`/dons/etiquettes/codes?code=${encodeURIComponent(typed)}`);
    return ctx.page(<SearchPage typed={typed} found={found} />);
  }

  /** What bears or is called what was typed, by kind, five of each; `only` is the page of the one thing that bears exactly it. */
  @Read(READ.devices, { api: 'search' })
  async search(@Context() ctx: Ctx, @Query() { q }: SearchQuery) {
    return json(200, await this.found(ctx, q?.trim() ?? ''));
  }

  private found(ctx: Ctx, typed: string): Promise<FoundThings> {
    return typed ? this.everything.find(ctx.actor, typed, (work) => ctx.readTogether(work)) : Promise.resolve(NOTHING);
  }
}

function SearchPage({ typed, found }: { typed: string; found: FoundThings }) {
  const [asTyped, near] = [false, true].map((near) => found.groups.flatMap((group) => partOf(group, near))) as [
    FoundGroup[],
    FoundGroup[],
  ];
  return (
    <AppShell title={typed ? `Recherche : ${typed}` : 'Recherche'} search={false} trail={[{ label: 'Recherche' }]}>
      <PageHead
        title="Recherche"
        lead="Un code, un n° de série, un n° de don, de lot, de demande, de panne, de reçu ou de document, une référence ou un bout, un nom, un lieu, le n° d’un opérateur."
      />
      <SearchBox value={typed} />
      {found.wrongCheck ? (
        <Notice tone="attention" title="Ce code contient une erreur">
          Ses derniers caractères ne vont pas avec les autres : relisez l’étiquette.
        </Notice>
      ) : null}
      {found.peopleRefused ? <PeopleRefused why={found.peopleRefused} /> : null}
      {asTyped.map((group) => (
        <Card key={group.kind} title={group.label}>
          <Hits group={group} />
        </Card>
      ))}
      {near.length ? (
        <Card title="Résultats proches">
          <p class="hint">Le nom s’écrit un peu autrement que « {typed} ».</p>
          {near.map((group) => (
            <section key={group.kind}>
              <h3>{group.label}</h3>
              <Hits group={group} />
            </section>
          ))}
        </Card>
      ) : null}
      {typed && !found.groups.length && !found.peopleRefused ? (
        <Empty icon="search" title={`Rien ne correspond à « ${typed} »`}>
          Essayez le numéro entier, ou une partie seulement du nom ou de la marque.
        </Empty>
      ) : null}
    </AppShell>
  );
}

/** What bears what was typed, or what is spelt nearly so; that there are others is said after the last. */
function partOf(group: FoundGroup, near: boolean): FoundGroup[] {
  const hits = group.hits.filter((hit) => (hit.near ?? false) === near);
  if (!hits.length) return [];
  return [hits.at(-1) === group.hits.at(-1) ? { ...group, hits } : { ...group, hits, others: false, more: null }];
}

function Hits({ group }: { group: FoundGroup }) {
  return (
    <>
      <Table
        caption={group.label}
        stacks
        rows={group.hits}
        rowKey={(hit) => hit.href}
        columns={[
          {
            header: 'Numéro ou nom',
            row: true,
            cell: (hit) => (
              <a href={hit.href}>
                <WithCodes text={hit.title} />
              </a>
            ),
          },
          { header: 'De quoi il s’agit', cell: (hit) => hit.detail },
        ]}
      />
      {group.more ? (
        <p>
          <a href={group.more}>Tout voir : {group.label}</a>
        </p>
      ) : group.others ? (
        <p class="hint">Il y en a d’autres : précisez.</p>
      ) : null}
    </>
  );
}
