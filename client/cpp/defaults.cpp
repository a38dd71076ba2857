// The short conversation, with what openapi-generator makes for C++: defaults <server> <token> <customer>

#include <iostream>
#include <optional>

#include <cpprest/json.h>

#include "CppRestOpenAPIClient/ApiException.h"
#include "CppRestOpenAPIClient/api/DevicesApi.h"
#include "CppRestOpenAPIClient/api/EventsApi.h"
#include "CppRestOpenAPIClient/api/TagsApi.h"

using namespace org::openapitools::client::api;

using Texts = std::vector<std::string>;
using TagPointer = std::shared_ptr<Tag>;

namespace {

class Conversation {
public:
    Conversation(const std::shared_ptr<ApiClient>& client, std::string customer)
        : m_Tags(client), m_Devices(client), m_Events(client), m_Customer(std::move(customer)) {
        // The only way to see the headers of a response, and the status 304.
        client->setResponseHandler([this](web::http::status_code status, const web::http::http_headers& headers) {
            m_Status = status;
            const auto found = headers.find(web::http::header_names::etag);
            m_ETag = found == headers.end() ? "" : found->second;
        });
    }

    void hold() {
        const auto floor = create("Floor 2", "Scanners");
        std::cout << "created " << shown(floor) << '\n';
        const std::string key = "order-7";
        const auto loan = create("On loan", {}, key);
        const auto again = create("On loan", {}, key);
        std::cout << "created " << loan->getName()
                  << (loan->getId() == again->getId() ? ", and again the same" : " twice") << '\n';
        auto change = std::make_shared<UpdateTagRequest>();
        change->setName("Second floor");
        std::cout << "renamed " << shown(update(floor, change)) << '\n';
        // There is no null: an empty text clears.
        change = std::make_shared<UpdateTagRequest>();
        change->setDescription("");
        std::cout << "cleared " << shown(update(floor, change)) << '\n';

        const Texts two{"DEVICE-1", "DEVICE-2"};
        const Texts ids{floor->getId(), loan->getId()};
        std::cout << "dry run of " << assign(two, ids, {}, true)->getChangedCount() << '\n';
        std::cout << "assigned " << assign(two, ids)->getChangedCount() << '\n';
        const auto part = assign({"DEVICE-3", "van 7"}, {loan->getId()}, false);
        std::cout << "in part " << part->getChangedCount() << " assigned, " << part->getFailures().size() << " failed\n";
        const auto found = m_Devices.searchDevices(m_Customer, ids, ids, Texts{}, {}, {}, {}, {}).get()->getData();
        std::cout << "found";
        for (const auto& device : found->getDevices()) {
            std::cout << ' ' << device->getId();
        }
        std::cout << '\n';

        m_Tags.getTag(m_Customer, floor->getId(), {}).get();
        try {
            m_Tags.getTag(m_Customer, floor->getId(), m_ETag).get();
        } catch (const web::json::json_exception&) {
            std::cout << (m_Status == 304 ? "unchanged" : "not JSON") << '\n';
        }
        try {
            create("ON LOAN");
        } catch (const ApiException& e) {
            const auto error = web::json::value::parse(*e.getContent());
            std::cout << "refused " << e.error_code().value() << ' ' << error.at("code").as_string() << '\n';
        }
        std::cout << "events";
        for (const auto& event : m_Events.listEvents(m_Customer, {}, {}, {}).get()->getData()->getEvents()) {
            std::cout << ' ' << event->getType();
        }
        std::cout << '\n';
        for (const auto& id : ids) {
            m_Tags.deleteTag(m_Customer, id, {}).get();
        }
        std::cout << "deleted\n";
    }

private:
    TagPointer create(const std::string& name, std::optional<std::string> description = {},
                      const boost::optional<std::string>& key = {}) {
        const auto request = std::make_shared<CreateTagRequest>();
        request->setName(name);
        if (description) {
            request->setDescription(*description);
        }
        return m_Tags.createTag(m_Customer, request, key).get()->getData()->getTags().at(0);
    }

    TagPointer update(const TagPointer& tag, const std::shared_ptr<UpdateTagRequest>& change) {
        return m_Tags.updateTag(m_Customer, tag->getId(), change, {}).get()->getData()->getTags().at(0);
    }

    std::shared_ptr<BulkTagsCounts> assign(const Texts& devices, const Texts& tags, boost::optional<bool> atomic = {},
                                           boost::optional<bool> dryRun = {}) {
        const auto request = std::make_shared<BulkTagsRequest>();
        request->setDeviceIds(devices);
        request->setTagIds(tags);
        return m_Devices.bulkAssignTags(m_Customer, request, atomic, dryRun, {}).get()->getData();
    }

    static std::string shown(const TagPointer& tag) {
        return tag->getName() + ", " + (tag->descriptionIsSet() ? tag->getDescription() : "-");
    }

    TagsApi m_Tags;
    DevicesApi m_Devices;
    EventsApi m_Events;
    std::string m_Customer;
    web::http::status_code m_Status = 0;
    std::string m_ETag;
};

} // namespace

int main(int argc, char* argv[]) {
    if (argc != 4) {
        std::cerr << "usage: defaults <server> <token> <customer>\n";
        return 1;
    }
    const auto configuration = std::make_shared<ApiConfiguration>();
    configuration->setBaseUrl(std::string(argv[1]) + "/tag/v1");
    configuration->getDefaultHeaders()["Authorization"] = std::string("Bearer ") + argv[2];
    Conversation(std::make_shared<ApiClient>(configuration), argv[3]).hold();
}
