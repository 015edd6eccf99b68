import { Injectable } from '@nestjs/common';
import type { AnyKind, ImportKind } from './kind.js';
import type { ImportKindName } from './word-lists.js';

/** The kinds of files that libraries declared. */
@Injectable()
export class ImportKinds {
  private readonly kinds = new Map<ImportKindName, AnyKind>();

  /** Declares a kind; a second declaration is a mistake of the program. */
  register<Meaning, Subject>(kind: ImportKind<Meaning, Subject>): void {
    if (this.kinds.has(kind.name)) throw new Error(`the import ${kind.name} is declared twice`);
    this.kinds.set(kind.name, kind);
  }

  of(name: ImportKindName): AnyKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`no library declared the import ${name}`);
    return kind;
  }

  /** Files of other kinds wait for a process that has their library. */
  get names(): ImportKindName[] {
    return [...this.kinds.keys()];
  }
}
