/**
 * The widely copied hourly script. Two of its holes are mended, so that it does the same work: it pages, and it changes only what
 * must change. It asks two things of each user, one call at a time.
 */
import {
  AddUserToGroupCommand, GetLoginProfileCommand, type IAMClient, ListMFADevicesCommand, NoSuchEntityException, RemoveUserFromGroupCommand,
  paginateGetGroup, paginateListUsers,
} from '@aws-sdk/client-iam';

export async function naive(client: IAMClient, groupName: string): Promise<void> {
  const members = new Set<string>();
  for await (const { Users } of paginateGetGroup({ client }, { GroupName: groupName })) {
    Users?.forEach(({ UserName }) => members.add(UserName!));
  }
  for await (const { Users } of paginateListUsers({ client }, {})) {
    for (const { UserName: userName } of Users ?? []) {
      const password = await hasPassword(client, userName!);
      const { MFADevices: devices } = await client.send(new ListMFADevicesCommand({ UserName: userName }));
      const belongs = password && devices!.length === 0;
      if (belongs !== members.has(userName!)) {
        await client.send(new (belongs ? AddUserToGroupCommand : RemoveUserFromGroupCommand)({ GroupName: groupName, UserName: userName }));
      }
    }
  }
}

async function hasPassword(client: IAMClient, userName: string): Promise<boolean> {
  try {
    await client.send(new GetLoginProfileCommand({ UserName: userName }));
    return true;
  } catch (error) {
    if (error instanceof NoSuchEntityException) {
      return false;
    }
    throw error;
  }
}
