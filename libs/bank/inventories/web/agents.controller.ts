import { createHash } from 'node:crypto';
import { Controller } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type AgentMessage, agentMessage, type Inventory } from '#bank/devices';
import { Reception } from '#bank/inventories';
import {
  AGENT_ADDRESSES,
  Answer,
  agentAnswer,
  agentError,
  Context,
  Ctx,
  PostedForm,
  Read,
  sendIt,
  sentenceOfRule,
  speaksJson,
  unpack,
  wellReceived,
} from '#platform/http';
import { RuleBroken, WRITE } from '#platform/kernel';

/** The release of GLPI whose messages we answer like: agents choose the form of their inventory by it. */
const LIKE_GLPI = '10.0.18';
/** What we have no use for and would only throw away; every agent since 1.0 knows these names. */
const NOT_WANTED = 'environment,printer,process,software,user';

/** Where FusionInventory's, OCS's and GLPI's agents send what their machine says of itself. */
@ApiExcludeController()
@Controller([...AGENT_ADDRESSES])
export class AgentsController {
  constructor(private readonly reception: Reception) {}

  /** For a person who tries the address and the token in a browser. */
  @Read(WRITE.inventories, { page: '' })
  tried(@Context() ctx: Ctx): Answer {
    const text = `Branchement réussi : cette adresse reçoit les inventaires de « ${ctx.identity!.organisationName} ».\n`;
    return new Answer(200, text, { 'content-type': 'text/plain; charset=utf-8' });
  }

  @PostedForm(WRITE.inventories, '')
  async receive(@Context() ctx: Ctx): Promise<Answer> {
    const { req } = ctx;
    if (!Buffer.isBuffer(req.body) || req.body.length === 0)
      return agentError(req, 400, 'Ce message est vide : envoyez un inventaire.');
    const { document, packing } = await unpack(req.body);
    const message = agentMessage(document);
    switch (message.action) {
      case 'prolog':
        // A GLPI agent learns from JSON that it may speak it from now on.
        return agentAnswer(req, speaksJson(req) ? wellReceived() : sendIt(), packing);
      case 'contact':
        return agentAnswer(req, wellReceived(tasksFor(message)), packing);
      case 'get_params':
        return agentAnswer(req, wellReceived(), packing);
      case 'inventory': {
        const sha256 = createHash('sha256').update(document).digest('hex');
        const inventory = await read(message);
        if (inventory instanceof RuleBroken)
          return agentError(req, inventory.facts['reason'] === 'too_large' ? 413 : 400, sentenceOfRule(inventory));
        await this.reception.receive(ctx.actor, { inventory, sha256, channel: 'agent' });
        return agentAnswer(req, message.language === 'json' || speaksJson(req) ? wellReceived() : sendIt(), packing);
      }
      default:
        return agentError(req, 400, `Nous ne prenons que des inventaires de machines, pas « ${message.action} ».`);
    }
  }
}

/** The inventory, or why it is none: to an agent that is a fault of its message, not a conflict. */
async function read(message: AgentMessage): Promise<Inventory | RuleBroken> {
  try {
    return await message.inventory();
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
}

/** Of all that an agent could do, only the inventory of its own machine is asked for. */
function tasksFor({ tasks }: AgentMessage): object {
  const inventory = { server: 'glpi', version: LIKE_GLPI, 'no-category': NOT_WANTED };
  const disabled = tasks.filter((task) => task.toLowerCase() !== 'inventory');
  return { tasks: { inventory }, disabled: disabled.length ? disabled : undefined };
}
