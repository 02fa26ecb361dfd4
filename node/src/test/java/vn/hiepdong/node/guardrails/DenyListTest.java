package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A net with holes catches nothing, and one that catches everything is cut.
class DenyListTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "personName",
                "person_name",
                "FULL_NAME",
                "citizen_id",
                "citizenId",
                "cccd",
                "soCCCD",
                "passport",
                "licencePlate",
                "plates",
                "faceId",
                "face_embedding",
                "phone",
                "phoneNumber",
                "deviceId",
                "IMEI",
                "birthday",
                "birth_year",
                "participant",
                "participants",
                "suspect",
                "information_suspect",
                "email",
                "e-mail",
                "watchList",
                "watch_list",
                "hoTen",
                "ngay_sinh",
                "displayName",
                "username",
                "locationHistory",
                "patientName",
                "callerName"
            })
    void whatIsAboutAPersonIsFound(String name) {
        assertThat(DenyList.person(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ethnicity",
                "ethnic_group",
                "religion",
                "religiousAffiliation",
                "politicalOpinion",
                "political_view",
                "danToc",
                "ton_giao",
                "viewpoint",
                "partyMembership"
            })
    void whatPeopleAreOrThinkIsFound(String name) {
        assertThat(DenyList.belief(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nameVi",
                "agency_name",
                "post",
                "unit",
                "persons",
                "evacuatedPersons",
                "households",
                "fingerprint",
                "interface",
                "surface",
                "template",
                "platform",
                "sizeClass",
                "essex",
                "party",
                "parties",
                "topic",
                "sourceLabel",
                "telemetry",
                "operational",
                "dobson",
                "subject",
                "since",
                "rating",
                "wanted"
            })
    void ordinaryWordsPass(String name) {
        assertThat(DenyList.any(name)).isEmpty();
    }
}
