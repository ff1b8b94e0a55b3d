import { emulatorKeys } from './credentials';
import type { Answer, Call, Route } from './exchange';
import type { FaultRule } from './faults';
import { isObject, parseJson, type JsonValue } from './json';
import type { Service } from './vendor';

/** What was posted into the channel. */
export interface Message {
	/** Epoch milliseconds. */
	readonly at: number;
	/** As it was sent: `&`, `<` and `>` written as entities. */
	readonly text: string;
}

const { webhookPath } = emulatorKeys.chat;

const FIELDS = ['text', 'blocks', 'attachments', 'thread_ts', 'mrkdwn', 'username', 'icon_emoji', 'icon_url'];

const say = (status: number, text: string): Answer => ({ status, text, type: 'text/plain' });

/**
 * A channel behind an incoming webhook, after Slack, whose form Mattermost and Google Chat share:
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/. Who knows the path can post.
 */
export class ChatDesk implements Service {
	readonly name = 'chat';
	readonly messages: Message[] = [];
	readonly routes: readonly Route[];

	constructor(readonly faults: () => readonly FaultRule[]) {
		this.routes = [
			{
				kind: 'data',
				methods: ['POST'],
				path: '/services/:workspace/:app/:hook',
				answer: (call) => (call.path === webhookPath ? this.post(call) : say(404, 'no_service')),
			},
		];
	}

	refusal(status: number): JsonValue {
		return status === 429 ? 'rate_limited' : 'rollup_error';
	}

	private post(call: Call): Answer {
		const message = parseJson(call.body);
		if (!isObject(message) || !Object.keys(message).every((name) => FIELDS.includes(name)))
			return say(400, 'invalid_payload');
		const { text } = message;
		if (typeof text !== 'string' || text.trim() === '') return say(400, 'no_text');
		this.messages.push({ at: call.at, text });
		return say(200, 'ok');
	}
}
