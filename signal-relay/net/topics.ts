/** Who listens to what: the relay's only state. Limits how much one socket may listen to. */
import type { Client } from './client.ts';

const NOBODY: ReadonlySet<Client> = new Set();

export type Topics = {
  /** @returns false if the socket listens to too much already */
  readonly join: (client: Client, topic: string) => boolean;
  readonly leave: (client: Client, topic: string) => void;
  readonly leaveAll: (client: Client) => void;
  readonly listeners: (topic: string) => ReadonlySet<Client>;
  /** How many pairs of socket and topic. */
  readonly size: () => number;
};

export const createTopics = (maxPerSocket: () => number): Topics => {
  const byTopic = new Map<string, Set<Client>>();
  const byClient = new Map<Client, Set<string>>();
  let pairs = 0;

  const remove = (client: Client, topic: string): void => {
    const listeners = byTopic.get(topic);
    if (listeners === undefined || !listeners.delete(client)) return;
    pairs -= 1;
    if (listeners.size === 0) byTopic.delete(topic);
  };

  return {
    join: (client, topic) => {
      const mine = byClient.get(client);
      if (mine?.has(topic)) return true;
      if ((mine?.size ?? 0) >= maxPerSocket()) return false;
      if (mine === undefined) byClient.set(client, new Set([topic]));
      else mine.add(topic);
      const listeners = byTopic.get(topic);
      if (listeners === undefined) byTopic.set(topic, new Set([client]));
      else listeners.add(client);
      pairs += 1;
      return true;
    },
    leave: (client, topic) => {
      const mine = byClient.get(client);
      if (mine === undefined || !mine.delete(topic)) return;
      if (mine.size === 0) byClient.delete(client);
      remove(client, topic);
    },
    leaveAll: (client) => {
      for (const topic of byClient.get(client) ?? []) remove(client, topic);
      byClient.delete(client);
    },
    listeners: (topic) => byTopic.get(topic) ?? NOBODY,
    size: () => pairs,
  };
};
