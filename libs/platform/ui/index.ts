export { type Asset, assetOfBefore, assetUrl, loadAssets, workerScript } from './assets.js';
export { BarChart } from './charts/bar-chart.js';
export type { Bar } from './charts/chart-parts.js';
export { ColumnChart } from './charts/column-chart.js';
export { FlowChart, type Way } from './charts/flow-chart.js';
export * from './content.js';
export { Asking, type Choice, ChoiceField, Fieldset } from './forms/choice.js';
export type { FieldProblem, FieldProps, FormState } from './forms/field-parts.js';
export * from './forms/fields.js';
export { type DeclaredFields, type FieldControl, FieldsOf } from './forms/fields-of.js';
export {
  Actions,
  Button,
  DoLink,
  EnterSends,
  ErrorSummary,
  Form,
  LinkButton,
  MaySend,
  PostButton,
} from './forms/form.js';
export { SheetPicture } from './forms/sheet-picture.js';
export { SignaturePad, SigningPassword } from './forms/signature-field.js';
export { AppShell, SearchBox } from './frames/app-shell.js';
export { BenchShell, ReadAloud } from './frames/bench-shell.js';
export { Chips, DeskArea, DonationTiles, Pile, Same, StoredPhotos, View as DeskView } from './frames/desk-parts.js';
export { renderPage } from './frames/document.js';
export { ErrorPage } from './frames/error-page.js';
export { FoldedCard, FoldedPage } from './frames/folded-page.js';
export {
  AccessibilityPage,
  type BankIdentity,
  type Declaration,
  LegalPage,
  PrivacyPage,
  type ProcessingView,
} from './frames/legal-pages.js';
export {
  BenchItem,
  BenchList,
  BenchScan,
  BenchStep,
  QuestionPage,
  type Tile,
  Tiles,
} from './frames/one-thing-pages.js';
export { BackgroundStopped, NextStep } from './frames/page-frame.js';
export { AskPage, FiguresPage, FormPage, PageHead, SecretPage, ThingPage, TodayPage } from './frames/page-kinds.js';
export { PhoneShell } from './frames/phone-shell.js';
export { Onward, ownPath, PasskeyForm, type Resumed, ResumePage, SignInPage } from './frames/sign-in-page.js';
export type { Trail } from './frames/wayfinding.js';
export { addressOf, type ListAddress, Pager, pagesOf, Steps } from './frames/wayfinding.js';
export { Icon } from './icon.js';
export type { IconName } from './icon-names.js';
export { safeHref } from './render.js';
export { FilterFields, filterOf, isNarrowed, ListOf, type ListShown, waitingColumn } from './tables/list-of.js';
export { countWords, ExportLinks, ListExports, listProps, SortedTable, SortField } from './tables/list-orders.js';
export { ListFilters, ListPage } from './tables/list-page.js';
export { OfflineList } from './tables/offline-list.js';
export { RowDevice, RowVerdict, rowAt } from './tables/sheet-row.js';
export { BulkBar, Cell, type Column, Table } from './tables/table.js';
export { Timeline, TimelineItem } from './tables/timeline.js';
export { EndingAct, Ends } from './text/ending.js';
export * from './text/format.js';
export { type Flash, type NavItem, type Person, useLeads, useView, type View } from './view-context.js';
