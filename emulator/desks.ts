import { ChatDesk, type Message } from './chat';
import { TicketDesk, type Ticket } from './jira';
import type { JsonObject } from './json';
import { LanguageModel } from './languageModel';
import { ObjectStore, type StoredObject } from './objectStore';
import type { Switches } from './switches';
import { AlertDesk } from './thehive';
import type { Service } from './vendor';

/** What workflows leave with others, oldest first. */
export interface Delivered {
	/** Jira. */
	readonly tickets: Ticket[];
	/** TheHive; an alert that is updated is replaced in its place. */
	readonly alerts: JsonObject[];
	/** The chat. */
	readonly messages: Message[];
	/** The object store. */
	readonly objects: StoredObject[];
}

/** Everybody else whom the examples talk to. */
export function makeDesks(
	switches: Switches,
	now: () => number,
): { readonly services: readonly Service[]; readonly delivered: Delivered } {
	const jira = new TicketDesk(() => switches.jira.faults, now);
	const thehive = new AlertDesk(() => switches.thehive.faults, now);
	const chat = new ChatDesk(() => switches.chat.faults);
	const store = new ObjectStore(() => switches.s3.faults);
	const model = new LanguageModel(() => switches.openai.faults);
	return {
		services: [jira, thehive, chat, store, model],
		delivered: {
			tickets: jira.tickets,
			alerts: thehive.alerts,
			messages: chat.messages,
			objects: store.objects,
		},
	};
}
