import { Component, type ReactNode } from 'react';

type Props = {
  /** What is inside has failed, or could not be fetched. */
  onFail(): void;
  children: ReactNode;
};

/** Keeps a failure inside: the page around it, and what is typed on it, stays. */
export class Fallible extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.props.onFail();
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
