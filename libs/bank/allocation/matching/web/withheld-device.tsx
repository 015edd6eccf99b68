import { showAssetCode } from '#bank/devices';
import { Badge, Notice } from '#platform/ui';
import { lackingWords } from '../../../workshop/web/workshop.sentences.js';

/** In a list: something is asked of its data again, and its page says what. */
export const WithheldMark = ({ code }: { code: string }) => (
  <a href={`/appareils/${code}`}>
    <Badge tone="alert" icon="shield-alert">
      retenu
    </Badge>
    <span class="sr">{` : ce qui manque à ${showAssetCode(code)}`}</span>
  </a>
);

/** Why a device that is kept for somebody is not handed over now. */
export const WithheldNotice = ({ code, lacking }: { code: string; lacking: readonly string[] }) => (
  <Notice tone="alert" icon="shield-alert" title={`${showAssetCode(code)} ne peut pas être remis maintenant.`}>
    Depuis qu’il est réservé, on demande de nouveau où sont ses données. Il manque : {lackingWords(lacking)}. Il garde
    sa réservation ; la banque le voit dans « Ce qui bloque », y répond ou le fait revenir.
  </Notice>
);
