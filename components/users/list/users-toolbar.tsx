import UserPlus from "lucide-react/icons/user-plus";
import { Button } from "#components/ui/button.tsx";
import { loadNewUserDialog } from "#components/users/list/late-parts.tsx";
import type { ListNavigation } from "#components/users/list/list-navigation.tsx";
import { UserSearchBox } from "#components/users/list/user-search-box.tsx";
import type { TooLong, UserSearch } from "#lib/directory/search.ts";

interface UsersToolbarProps {
  pool: string;
  search: UserSearch;
  openSub: string | null;
  navigation: ListNavigation;
  onTooLong: (why: TooLong | null) => void;
  mayCreate: boolean;
  onNewUser: (button: HTMLElement) => void;
}

/** The search, and for those who may make one the way to a new user. */
export const UsersToolbar = ({
  pool,
  search,
  openSub,
  navigation: { going, go },
  onTooLong,
  mayCreate,
  onNewUser,
}: UsersToolbarProps) => (
  <div className="flex items-center gap-3 py-3">
    <UserSearchBox pool={pool} search={search} open={openSub} busy={going} onGo={go} onTooLong={onTooLong} />
    {mayCreate && (
      <Button
        className="ml-auto"
        onPointerEnter={loadNewUserDialog}
        onFocus={loadNewUserDialog}
        onClick={(event) => onNewUser(event.currentTarget)}
      >
        <UserPlus aria-hidden="true" />
        New user
      </Button>
    )}
  </div>
);
