import type { DeskMember, FieldProblem } from '#platform/contract';
import type { IconName } from './icon-names.js';
import { createContext, useContext } from './render.js';

export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  count?: number;
  current?: boolean;
}

export interface Person {
  name: string;
  organisationName: string;
  roleLabel: string;
  organisations: { membershipId: string; name: string }[];
}

/** What every page knows about the request it answers. */
export interface View {
  path: string;
  /** The problems of the query of the page's list, and the query. */
  refused?: readonly FieldProblem[];
  asked?: Readonly<Record<string, string>>;
  person: Person | null;
  /** Names of the reader's own organisation, by operator number. */
  colleagues?: Readonly<Record<string, string>>;
  filters?: readonly { readonly list: string; readonly query: string; readonly name: string }[];
  /** What of this address may be saved as a filter; empty: nothing is asked. */
  filterToSave?: string;
  organisationId: string | null;
  /** A fresh uuid per rendered page: the forms of the page derive their idempotency keys from it. */
  formKey: string;
  bank: {
    name: string;
    helpline: string | null;
    openingHours?: string;
    /** The level of the last audit, at the foot of every page; none: "non conforme". */
    accessibility?: string;
  };
  nav: readonly NavItem[];
  /** Whether an address admits this person: a button that would lead to a refusal is not shown. */
  leads?: (method: 'GET' | 'POST', href: string) => boolean;
  /** The mark that a form was shown to this person, for its address; null for strangers. */
  shown?: (action: string) => string | null;
  /** Acts that this session confirmed less than ten minutes ago: they are signed without the password. */
  confirmed?: readonly { readonly act: string; readonly at: string }[];
  /** Who logs devices, for pages that keep them on the phone: a membership, never a name. */
  desk?: DeskMember;
  flash?: Flash;
  /** What a new bank settles next, on a page that answers a form without leading on. */
  nextStep?: Flash['link'];
  /** Whoever opens a bank came here by its list of steps: a form of the page also leads on to the next one. */
  settingUp?: boolean;
  /** They work at the bench only, and are not at home: every page has the bench's frame. */
  bench?: boolean;
  /** Since when no worker is alive, in words; absent while one is. */
  backgroundStopped?: string;
  /** A trial bank: every page says so, with its day if its clock was moved, and how to open one's own. */
  trial?: { readonly day: string | null } | undefined;
}

/** The notice of the last act, with a link to what it made. */
export interface Flash {
  readonly text: string;
  readonly link?: { readonly href: string; readonly label: string };
}

/** What a page says about itself while it is rendered; read when the document is put around it. */
export interface Head {
  title: string;
  refreshSeconds?: number;
  /** Where the browser redirects itself at once. */
  leadsTo?: string;
  scripts: Set<'signature' | 'desk' | 'camera' | 'communes' | 'new-password' | 'passkey' | 'stray-scan'>;
  shell: 'app' | 'phone' | 'bench';
  forms: number;
  pictograms: Set<IconName>;
  /** Something is to be corrected: the title says so first. */
  wrong?: boolean;
}

export const emptyHead = (): Head => ({ title: '', scripts: new Set(), shell: 'app', forms: 0, pictograms: new Set() });

export const ViewContext = createContext<View>({
  path: '/',
  person: null,
  organisationId: null,
  formKey: '00000000-0000-7000-8000-000000000000',
  bank: { name: 'Banque du Numérique', helpline: null },
  nav: [],
});

/** True inside the rows of a table, which show the same few pictograms again and again. */
export const InRows = createContext(false);

/** True inside the list of a form that this person may not send: its boxes and buttons are absent. */
export const OnlyReads = createContext(false);

/** What the form around a field gives it: problems, and what was typed. */
export const FormContext = createContext<{
  readonly problems?: FieldProblem[] | undefined;
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** The form only asks for a list: nothing is required. */
  readonly asks?: boolean | undefined;
}>({});

export const HeadContext = createContext<Head>(emptyHead());

export const useView = (): View => useContext(ViewContext);

/** Whether this person may follow a link (GET) or send a form (POST). */
export const useLeads = (method: 'GET' | 'POST', href: string): boolean => useView().leads?.(method, href) ?? true;

/** Sets the title (and what else the head needs) of the page being rendered. */
export function useHead(about: Partial<Pick<Head, 'title' | 'refreshSeconds' | 'leadsTo' | 'shell' | 'wrong'>>): Head {
  const head = useContext(HeadContext);
  return Object.assign(head, about);
}
