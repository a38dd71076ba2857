import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.tagapi.client.BulkOptions;
import io.tagapi.client.DeviceQuery;
import io.tagapi.client.TagApiClient;
import io.tagapi.client.TagApiException;
import io.tagapi.client.TagVersion;
import io.tagapi.client.invoker.ApiException;
import io.tagapi.client.model.BulkTagsCounts;
import io.tagapi.client.model.BulkTagsRequest;
import io.tagapi.client.model.CreateTagRequest;
import io.tagapi.client.model.Device;
import io.tagapi.client.model.Event;
import io.tagapi.client.model.Tag;
import io.tagapi.client.model.UpdateTagRequest;

/**
 * The short conversation, with the ready-made client on Java 17: {@code java ReadyMade <server> <token> <customer>}.
 */
class ReadyMade {

	public static void main(String[] arguments) {
		String customer = arguments[2];
		try (TagApiClient client = TagApiClient.builder(URI.create(arguments[0])).accessToken(() -> arguments[1]).build()) {
			Tag floor = client.createTag(customer, new CreateTagRequest().name("Floor 2").description("Scanners"));
			System.out.println("created " + shown(floor));
			CreateTagRequest onLoan = new CreateTagRequest().name("On loan");
			Tag loan = client.createTag(customer, onLoan, "order-7");
			Tag again = client.createTag(customer, onLoan, "order-7");
			System.out.println("created " + loan.getName()
					+ (again.getId().equals(loan.getId()) ? ", and again the same" : " twice"));
			UpdateTagRequest newName = new UpdateTagRequest().name("Second floor");
			System.out.println("renamed " + shown(client.updateTag(customer, floor.getId(), newName)));
			UpdateTagRequest noDescription = new UpdateTagRequest().description(null);
			System.out.println("cleared " + shown(client.updateTag(customer, floor.getId(), noDescription)));

			List<UUID> ids = List.of(floor.getId(), loan.getId());
			BulkTagsRequest bulk = new BulkTagsRequest().deviceIds(List.of("DEVICE-1", "DEVICE-2")).tagIds(ids);
			System.out.println("dry run of "
					+ client.bulkAssignTags(customer, bulk, BulkOptions.DEFAULT.asDryRun()).getChangedCount());
			System.out.println("assigned " + client.bulkAssignTags(customer, bulk).getChangedCount());
			BulkTagsCounts part = client.bulkAssignTags(customer,
					new BulkTagsRequest().deviceIds(List.of("DEVICE-3", "van 7")).tagIds(List.of(loan.getId())),
					BulkOptions.DEFAULT.inPart());
			System.out.println(
					"in part " + part.getChangedCount() + " assigned, " + part.getFailures().size() + " failed");
			DeviceQuery both = DeviceQuery.tagged().withAll(floor.getId(), loan.getId());
			System.out.println(
					"found " + String.join(" ", client.streamDevices(customer, both).map(Device::getId).toList()));

			TagVersion version = client.getTagVersion(customer, floor.getId());
			try {
				client.tags().getTag(customer, floor.getId(), version.etag());
			}
			catch (ApiException ex) {
				System.out.println((ex.getCode() == 304) ? "unchanged" : ex.toString());
			}
			try {
				client.createTag(customer, new CreateTagRequest().name("ON LOAN"));
			}
			catch (TagApiException ex) {
				System.out.println("refused " + ex.result() + " " + ex.code());
			}
			System.out.println(
					"events " + String.join(" ", client.streamEvents(customer, null).map(Event::getType).toList()));
			ids.forEach((id) -> client.deleteTag(customer, id));
			System.out.println("deleted");
		}
	}

	private static String shown(Tag tag) {
		return tag.getName() + ", " + ((tag.getDescription() != null) ? tag.getDescription() : "-");
	}

}
