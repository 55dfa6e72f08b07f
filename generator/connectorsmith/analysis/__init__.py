"""Questions asked of a connector: the maker's view, schema usage, dynamic calls, webhooks."""
