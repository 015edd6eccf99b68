export { AppShell, SearchBox } from './app-shell.js';
export { type Asset, assetOfBefore, assetUrl, loadAssets, workerScript } from './assets.js';
export { BarChart } from './bar-chart.js';
export { BenchShell, ReadAloud } from './bench-shell.js';
export type { Bar } from './chart-parts.js';
export { Asking, type Choice, ChoiceField, Fieldset } from './choice.js';
export { ColumnChart } from './column-chart.js';
export * from './content.js';
export {
  Chips,
  DeskArea,
  DonationTiles,
  KeptPhotos,
  Pile,
  Same,
  View as DeskView,
} from './desk-parts.js';
export { renderPage } from './document.js';
export { EndingAct, Ends } from './ending.js';
export { ErrorPage } from './error-page.js';
export { ExportLinks, ListExports } from './export-links.js';
export type { Again, FieldProblem, FieldProps } from './field-parts.js';
export * from './fields.js';
export { FlowChart, type Way } from './flow-chart.js';
export { FoldedCard } from './folded-card.js';
export { Actions, Button, DoLink, ErrorSummary, Form, LinkButton, MaySend } from './form.js';
export * from './format.js';
export { formatDate } from './format.js';
export { Icon } from './icon.js';
export type { IconName } from './icon-names.js';
export { KeptList } from './kept-list.js';
export {
  AccountMailField,
  CommuneTextField,
  CurrentPasswordField,
  NewPasswordFields,
  OpeningHoursField,
} from './known-fields.js';
export {
  AccessibilityPage,
  type BankIdentity,
  type Declaration,
  type KeptData,
  LegalPage,
  PrivacyPage,
} from './legal-pages.js';
export { filterOf, ListOf, type ListShown } from './list-of.js';
export { countWords, listProps, SortedTable, SortField } from './list-orders.js';
export { ListPage } from './list-page.js';
export { BenchItem, BenchList, BenchScan, BenchStep, QuestionPage, type Tile, Tiles } from './one-thing-pages.js';
export { By, Operator, Who } from './operator.js';
export { optionsOf } from './options.js';
export { BackgroundStopped } from './page-frame.js';
export { AskPage, FiguresPage, FormPage, PageHead, ThingPage, TodayPage } from './page-kinds.js';
export { PasskeyForm } from './passkey-form.js';
export { PhoneShell } from './phone-shell.js';
export { PostButton } from './post-button.js';
export { safeHref } from './safe-href.js';
export { CodeList, QrPicture } from './secret-parts.js';
export { HowFar, SheetPicture } from './sheet-picture.js';
export { RowDevice, RowVerdict, rowAt } from './sheet-row.js';
export { Counted, Headline, SideBySide } from './showing.js';
export { Onward, ownPath, type Resumed, ResumePage, SignInPage } from './sign-in-page.js';
export { SignaturePad, SigningPassword } from './signature-field.js';
export { BulkBar, Cell, type Column, Table } from './table.js';
export { Timeline, TimelineItem } from './timeline.js';
export { type Flash, type NavItem, type Person, useLeads, useView, type View } from './view-context.js';
export { addressOf, type ListAddress, Pager, pagesOf, Steps } from './wayfinding.js';
