import { elementIn } from '../page/element.js';

export interface Link {
  href: string;
  text: string;
}

export interface Note {
  tone: 'ok' | 'attention' | 'alert';
  title: string;
  text?: string;
  link?: Link | null;
}

/** The part of the page where devices are logged; everything shown in it comes from its templates (`ui/desk-parts.tsx`). */
export class Area {
  constructor(readonly root: HTMLElement) {}

  part<E extends Element = HTMLElement>(name: string): E {
    return elementIn<E>(this.root, `[data-part="${name}"]`);
  }

  template(name: string): DocumentFragment {
    return elementIn<HTMLTemplateElement>(this.root, `template[data-template="${name}"]`).content;
  }

  copy(name: string): HTMLElement {
    return elementIn(this.template(name), '*').cloneNode(true) as HTMLElement;
  }

  say(...notes: Note[]): void {
    elementIn(this.root, '[data-say]').replaceChildren(...notes.map((note) => this.noteOf(note)));
  }

  private noteOf({ tone, title, text = '', link }: Note): HTMLElement {
    const note = this.copy(`note-${tone}`);
    slot(note, 'title').textContent = title;
    slot(note, 'text').textContent = ` ${text} `;
    const a = slot<HTMLAnchorElement>(note, 'link');
    if (link) Object.assign(a, { href: link.href, textContent: link.text });
    else a.remove();
    return note;
  }
}

export const slot = <E extends Element = HTMLElement>(node: ParentNode, name: string): E =>
  elementIn<E>(node, `[data-slot="${name}"]`);

export const maybeSlot = <E extends Element = HTMLElement>(node: ParentNode, name: string): E | null =>
  node.querySelector<E>(`[data-slot="${name}"]`);
