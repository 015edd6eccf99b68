import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type DeviceBought,
  DONOR_KINDS,
  DonationQueries,
  DonorsService,
  isDonorKind,
  PurchaseQueries,
} from '#bank/intake';
import { joined, may, READ } from '#platform/kernel';
import { Card, Facts, formatDate, formatEuros, LinkButton } from '#platform/ui';
import { DeviceSections } from '../../../devices/device/web/device-sections.js';
import { AllowedUses } from '../../web/rule-card.js';

/** On a device's page, for those who work at intake: the donation it came with, and its label again. */
@Injectable()
export class DeviceDonationSection implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly donations: DonationQueries,
    private readonly donors: DonorsService,
    private readonly purchases: PurchaseQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(40, async (ctx, device, on) => {
      const mine = may(ctx.actor, READ.donations);
      const [rule, donation, purchases] = await Promise.all([
        isDonorKind(device.donorKind) ? this.donors.rule(device.donorKind, device.createdAt, on) : null,
        mine && device.donationId ? this.donations.ofDevice(ctx.actor, device.id, on) : null,
        this.purchases.of(ctx.actor, [device.id], on),
      ]);
      const bought = purchases.get(device.id);
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
                joined(
                  ' · ',
                  donation?.donorName,
                  isDonorKind(device.donorKind) ? DONOR_KINDS[device.donorKind].label : '',
                ),
              ],
              ['Reçu le', donation ? formatDate(donation.receivedAt ?? donation.createdAt, ctx.bank.timeZone) : ''],
              ...(bought ? purchaseFacts(bought) : []),
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

/** What is known of a purchase: a day is said in full, a year alone as a year. */
const purchaseFacts = ({
  year,
  day,
  costCents,
  supplier,
  purchaseWarrantyEnd: end,
}: DeviceBought): [string, string][] => [
  ['Acheté', day ? `le ${formatDate(`${day}T12:00:00Z`, 'UTC')}` : year ? `en ${year}` : ''],
  ['Coût d’achat', costCents ? formatEuros(costCents) : ''],
  ['Fournisseur', supplier ?? ''],
  ['Fin de la garantie d’achat', end ? formatDate(`${end}T12:00:00Z`, 'UTC') : ''],
];
