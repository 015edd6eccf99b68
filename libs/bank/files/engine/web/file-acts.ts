import type { FilesOfKind } from '#bank/files/engine';
import type { Acted, ActOn, ActSpec, Ctx, Nothing } from '#platform/http';
import { choicesFrom, TakeSheetDto } from './columns.dto.js';

/** One file at the addresses of its kind, for whoever asks. */
export interface FileAt<V extends object> {
  readonly ctx: Ctx;
  readonly id: string;
  /** Its page's address without its id: a file that another one of its workbook becomes has its own. */
  readonly up: string;
  readonly files: FilesOfKind;
  /** @throws NotFound */
  readonly view: (id: string) => Promise<V>;
  /** Its page with what was refused of an act on it. */
  readonly page: ActOn<V>['page'];
  /** Where files are sent, with what was refused of other sheets of its workbook. */
  readonly sending: ActOn<V>['page'];
}

/** What may be done with a file of any kind, at both of its addresses. */
export class FileActs<V extends object> {
  constructor(private readonly at: FileAt<V>) {}

  /** What the acts on it have in common. */
  get on(): ActOn<V> {
    const { id, up, view, page } = this.at;
    return { ref: id, to: (of) => `${up}/${of}`, view, page };
  }

  /** Reads it again, as a person says. @param page where what is refused is said beside the columns */
  choose<F extends object>(
    act: Pick<ActSpec<F, V>, 'dto' | 'work'> & Partial<Pick<ActSpec<F, V>, 'page' | 'done'>>,
  ): Promise<Acted<F, V>> {
    return this.at.ctx.act({ ...this.on, fromForm: choicesFrom, done: 'Liste relue.', ...act });
  }

  /** Drops it. @param leads where a person goes on */
  refuse(leads: string, done: string): Promise<Acted<Nothing, V>> {
    const { ctx, files, id } = this.at;
    return ctx.act({ ...this.on, to: () => leads, done, work: (tx) => files.refuse(tx, ctx.actor, id) });
  }

  /** Takes back what it made. */
  withdraw(page: ActSpec<Nothing, V>['page']): Promise<Acted<Nothing, V>> {
    const { ctx, files, id } = this.at;
    return ctx.act({ ...this.on, page, work: (tx) => files.withdraw(tx, ctx.actor, id) });
  }

  /** Takes another sheet of its workbook: a file of its own. */
  takeSheet(): Promise<Acted<TakeSheetDto, V>> {
    const { ctx, files, id, sending: page } = this.at;
    const { to, view } = this.on;
    const work: ActSpec<TakeSheetDto, V>['work'] = (tx, { sheet }) => files.takeSheet(tx, ctx.actor, id, sheet);
    return ctx.act({ dto: TakeSheetDto, to, view, page, work });
  }

  /** Forgets the sheets that nobody wants, and the sealed file with them. */
  forgetSheets(done = 'Fichier effacé : ses autres feuilles ne seront pas prises.'): Promise<Acted<Nothing, V>> {
    const { ctx, files, id, sending: page } = this.at;
    return ctx.act({ ...this.on, page, done, work: (tx) => files.forgetSheets(tx, ctx.actor, id) });
  }
}
