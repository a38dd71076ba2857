<?php
// The short conversation, with what openapi-generator makes for PHP: php defaults.php <server> <token> <customer>

declare(strict_types=1);

use OpenAPI\Client\Api\{DevicesApi, EventsApi, TagsApi};
use OpenAPI\Client\{ApiException, Configuration};
use OpenAPI\Client\Model\{BulkTagsRequest, CreateTagRequest, ErrorResponse, Tag, UpdateTagRequest};

require 'GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    $file = __DIR__ . '/target/generated/lib/' . str_replace(['OpenAPI\\Client\\', '\\'], ['', '/'], $class) . '.php';
    // A class of another package, such as one that Guzzle looks for, is left to the loaders after this one.
    if (is_file($file)) {
        require $file;
    }
});

[, $server, $token, $customer] = $argv;
$configuration = Configuration::getDefaultConfiguration()->setHost("$server/tag/v1")->setAccessToken($token);
// Without it, PHP's true is sent as 1.
$configuration->setBooleanFormatForQueryString(Configuration::BOOLEAN_FORMAT_STRING);
$tags = new TagsApi(null, $configuration);
$devices = new DevicesApi(null, $configuration);

function shown(Tag $tag): string
{
    return $tag->getName() . ', ' . ($tag->getDescription() ?? '-');
}

$request = new CreateTagRequest(['name' => 'Floor 2', 'description' => 'Scanners']);
$floor = $tags->createTag($customer, $request)->getData()->getTags()[0];
echo 'created ', shown($floor), "\n";
$loan = $tags->createTag($customer, new CreateTagRequest(['name' => 'On loan']), 'order-7')->getData()->getTags()[0];
$again = $tags->createTag($customer, new CreateTagRequest(['name' => 'On loan']), 'order-7')->getData()->getTags()[0];
echo 'created ', $loan->getName(), $again->getId() === $loan->getId() ? ', and again the same' : ' twice', "\n";

$renamed = $tags->updateTag($customer, $floor->getId(), new UpdateTagRequest(['name' => 'Second floor']));
echo 'renamed ', shown($renamed->getData()->getTags()[0]), "\n";
$cleared = $tags->updateTag($customer, $floor->getId(), (new UpdateTagRequest())->setDescription(null));
echo 'cleared ', shown($cleared->getData()->getTags()[0]), "\n";

$ids = [$floor->getId(), $loan->getId()];
$bulk = new BulkTagsRequest(['device_ids' => ['DEVICE-1', 'DEVICE-2'], 'tag_ids' => $ids]);
echo 'dry run of ', $devices->bulkAssignTags($customer, $bulk, null, true)->getData()->getChangedCount(), "\n";
echo 'assigned ', $devices->bulkAssignTags($customer, $bulk)->getData()->getChangedCount(), "\n";
$bulk = new BulkTagsRequest(['device_ids' => ['DEVICE-3', 'van 7'], 'tag_ids' => [$loan->getId()]]);
$part = $devices->bulkAssignTags($customer, $bulk, false)->getData();
echo 'in part ', $part->getChangedCount(), ' assigned, ', count($part->getFailures()), " failed\n";
$found = $devices->searchDevices($customer, $ids, $ids, [])->getData()->getDevices();
echo 'found ', implode(' ', array_map(fn($device) => $device->getId(), $found)), "\n";

[, , $headers] = $tags->getTagWithHttpInfo($customer, $floor->getId());
try {
    $tags->getTag($customer, $floor->getId(), array_change_key_case($headers)['etag'][0]);
} catch (ApiException $e) {
    echo $e->getCode() === 304 ? 'unchanged' : $e, "\n";
}
try {
    $tags->createTag($customer, new CreateTagRequest(['name' => 'ON LOAN']));
} catch (ApiException $e) {
    $error = $e->getResponseObject();
    assert($error instanceof ErrorResponse);
    echo 'refused ', $error->getResult(), ' ', $error->getCode(), "\n";
}
$events = (new EventsApi(null, $configuration))->listEvents($customer)->getData()->getEvents();
echo 'events ', implode(' ', array_map(fn($event) => $event->getType(), $events)), "\n";
foreach ($ids as $id) {
    $tags->deleteTag($customer, $id);
}
echo "deleted\n";
