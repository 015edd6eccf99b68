import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DONOR_KINDS, type DonationOfDevice, DonationQueries, DonorsService, isDonorKind } from '#intake';
import { may, READ } from '#kernel';
import { Card, Facts, formatDate, LinkButton } from '../../ui/index.js';
import { DeviceSections } from '../devices/device-sections.js';
import { OriginCard } from './rule-card.js';

/** On a device's page, for those who work at intake: the donation it came with, and its label again. */
@Injectable()
export class DeviceDonationSection implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly donations: DonationQueries,
    private readonly donors: DonorsService,
  ) {}

  onModuleInit(): void {
    this.sections.register(35, async (_, device, on) => {
      if (!isDonorKind(device.donorKind)) return null;
      const rule = await this.donors.rule(device.donorKind, device.createdAt, on);
      // What the device kept counts, whatever the rules became.
      const kept = { ...rule, publicOrigin: device.publicOrigin, resaleForbidden: device.resaleForbidden };
      const kind = DONOR_KINDS[device.donorKind].label;
      return <OriginCard rule={kept} kind={kind} ceiling={device.priceCeilingCents} />;
    });
    this.sections.register(40, async (ctx, device, on) => {
      if (!may(ctx.actor, READ.donations)) return null;
      // Another collection point's donation is simply not shown.
      const donation = device.donationId ? await this.donations.ofDevice(ctx.actor, device.id, on) : null;
      return (
        <Card title="Don et étiquette">
          {donation ? (
            <Facts
              facts={[
                ['Don', <a href={`/dons/${donation.id}`}>{donation.number}</a>],
                ['De', donation.donorName],
                ['Reçu le', formatDate(donation.receivedAt ?? donation.createdAt, ctx.bank.timeZone)],
                ['Acheté', boughtWords(donation)],
              ]}
            />
          ) : null}
          {device.state === 'withdrawn' ? null : (
            <LinkButton href={`/dons/etiquettes/impression?appareils=${device.id}`} icon="tag">
              Imprimer l’étiquette
            </LinkButton>
          )}
        </Card>
      );
    });
  }
}

/** A day is said in full, a year alone as a year. */
const boughtWords = ({ boughtYear: year, boughtOn: on }: Pick<DonationOfDevice, 'boughtYear' | 'boughtOn'>): string =>
  on ? `le ${formatDate(`${on}T12:00:00Z`, 'UTC')}` : year ? `en ${year}` : '';
