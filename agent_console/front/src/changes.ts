// Something that changes, and those who show it: source.follow(() => part.requestUpdate()) gives back how to stop.

export class Changes {
  #followers = new Set<() => void>();

  follow(follower: () => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  protected changed(): void {
    for (const follower of [...this.#followers]) follower();
  }
}
