export { DonorCertificates } from './donor/donor-certificates.service.js';
export { DonorLinks, type DonorLinkView, type DonorScope } from './donor/donor-links.service.js';
export { DonorStories, type DonorStory, FATES, type Fate } from './donor/donor-story.service.js';
export type * from './figure.views.js';
export { FiguresService } from './figures.service.js';
export { ReportingModule } from './reporting.module.js';
export type { ReuseCounts } from './reuse-counts.js';
export { type ProvableYear, ReuseProofs } from './reuse-proofs.service.js';
export { SMALL } from './small-counts.js';
