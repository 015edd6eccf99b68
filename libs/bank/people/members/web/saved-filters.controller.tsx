import { Controller, Query } from '@nestjs/common';
import { SavedFiltersService } from '#bank/people';
import {
  type Answer,
  AskedForm,
  Context,
  Ctx,
  fields,
  filterToSave,
  PostedForm,
  sentenceOf,
  text,
} from '#platform/http';
import {
  Actions,
  Card,
  Empty,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  HiddenField,
  Notice,
  PostButton,
} from '#platform/ui';
import { whoIs } from './own-account.js';

class SavedFilterForm extends fields({
  name: text({ max: 60, filled: true, label: 'Nom du filtre', width: 'medium', missing: 'people.filter_name_missing' }),
  list: text({ max: 100, filled: true }),
  query: text({ max: 1000, filled: true }),
}) {}

class RemovedFilterForm extends fields({ id: text({ max: 40, filled: true }) }) {}

const TITLE = 'Vos filtres';

/** Filters of lists that a person names, for themselves. */
@Controller('filtres')
export class SavedFiltersController {
  constructor(private readonly filters: SavedFiltersService) {}

  @AskedForm({ signedIn: true }, '')
  save(
    @Context() ctx: Ctx,
    @Query('liste') list = ctx.posted['list'] ?? '',
    @Query('filtre') query = ctx.posted['query'] ?? '',
  ): Promise<Answer> {
    return ctx.submit({
      dto: SavedFilterForm,
      done: 'Filtre enregistré : il est en tête de cette liste.',
      work: async (tx, form) => {
        const asked = filterToSave(form.query);
        await this.filters.save(tx, whoIs(ctx), { ...form, query: asked, name: form.name.trim() });
        return `${form.list}?${asked}`;
      },
      page: (again) => this.page(ctx, String(list), String(query), again),
    });
  }

  @PostedForm({ signedIn: true }, 'retrait')
  remove(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: RemovedFilterForm,
      done: 'Filtre retiré.',
      work: (tx, { id }) => this.filters.remove(tx, whoIs(ctx), id),
      page: (again) => this.page(ctx, '', '', again),
    });
  }

  private async page(ctx: Ctx, list: string, query: string, again: FormState) {
    const saved = await this.filters.of(whoIs(ctx));
    return (
      <FormPage
        title={TITLE}
        lead="Vous seul les voyez. Ils sont effacés avec votre compte."
        trail={[{ label: TITLE }]}
      >
        {filterToSave(query) ? (
          <Form action="/filtres" {...again} does={{ label: 'Enregistrer ce filtre', icon: 'bookmark' }}>
            <FieldsOf form={SavedFilterForm} only={['name']} />
            <HiddenField name="list" value={list} />
            <HiddenField name="query" value={filterToSave(query)} />
            <p class="hint">
              Les mots cherchés ne sont pas gardés : ils pourraient nommer quelqu’un. Le même nom remplace le filtre
              d’avant.
            </p>
          </Form>
        ) : query ? (
          <Notice tone="info">{sentenceOf('people.filter_asks_nothing')}</Notice>
        ) : null}
        {saved.length ? (
          saved.map((f) => (
            <Card key={f.id} title={f.name}>
              <Actions>
                <a href={`${f.list}?${f.query}`}>Ouvrir la liste</a>
                <PostButton
                  action="/filtres/retrait"
                  label={`Retirer « ${f.name} »`}
                  look="quiet"
                  icon="circle-x"
                  fields={{ id: f.id }}
                />
              </Actions>
            </Card>
          ))
        ) : (
          <Empty icon="bookmark" title="Aucun filtre enregistré">
            Filtrez une liste, puis « Enregistrer ce filtre ».
          </Empty>
        )}
      </FormPage>
    );
  }
}
