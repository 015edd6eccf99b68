import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DONOR_KINDS, type DonationOfDevice, DonationQueries, DonorsService, isDonorKind } from '#bank/intake';
import { may, READ } from '#platform/kernel';
import { Card, Facts, formatDate, LinkButton } from '#platform/ui';
import { DeviceSections } from '../../../devices/device/web/device-sections.js';
import { AllowedUses } from '../../web/rule-card.js';

/** On a device's page, for those who work at intake: the donation it came with, and its label again. */
@Injectable()
export class DeviceDonationSection implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly donations: DonationQueries,
    private readonly donors: DonorsService,
  ) {}

  onModuleInit(): void {
    this.sections.register(40, async (ctx, device, on) => {
      const mine = may(ctx.actor, READ.donations);
      const [rule, donation] = await Promise.all([
        isDonorKind(device.donorKind) ? this.donors.rule(device.donorKind, device.createdAt, on) : null,
        mine && device.donationId ? this.donations.ofDevice(ctx.actor, device.id, on) : null,
      ]);
      if (!mine && !rule) return null;
      const label = mine && device.state !== 'withdrawn';
      const under = (
        <Card
          title="Origine"
          actions={
            label ? (
              <LinkButton look="quiet" href={`/dons/etiquettes/impression?appareils=${device.id}`} icon="tag">
                Imprimer l’étiquette
              </LinkButton>
            ) : undefined
          }
        >
          <Facts
            facts={[
              ['Don', donation ? <a href={`/dons/${donation.id}`}>{donation.number}</a> : ''],
              [
                'Donné par',
                [donation?.donorName, isDonorKind(device.donorKind) ? DONOR_KINDS[device.donorKind].label : '']
                  .filter(Boolean)
                  .join(' · '),
              ],
              ['Reçu le', donation ? formatDate(donation.receivedAt ?? donation.createdAt, ctx.bank.timeZone) : ''],
              ['Acheté', donation ? boughtWords(donation) : ''],
            ]}
          />
          {rule ? (
            // What the device kept counts, whatever the rules became.
            <AllowedUses
              rule={{ ...rule, publicOrigin: device.publicOrigin, resaleForbidden: device.resaleForbidden }}
              ceiling={device.priceCeilingCents}
            />
          ) : null}
        </Card>
      );
      return { under };
    });
  }
}

const boughtWords = ({ boughtYear: year, boughtOn: on }: Pick<DonationOfDevice, 'boughtYear' | 'boughtOn'>): string =>
  on ? `le ${formatDate(`${on}T12:00:00Z`, 'UTC')}` : year ? `en ${year}` : '';
