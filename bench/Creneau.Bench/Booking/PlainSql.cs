namespace Creneau.Bench.Booking;

/// <summary>
/// The statements of a booking as the use cases send them (PostgreSQL's log of one booking says which): the same
/// columns, joins and returned ids.
/// </summary>
internal static class PlainSql
{
    public const string ClaimForm =
        "INSERT INTO idempotency (key_hash, action, content_hash, created_utc) VALUES ($1, $2, $3, $4) ON CONFLICT (key_hash) DO NOTHING";

    public const string AnswerForm = "UPDATE idempotency SET outcome = $1 WHERE key_hash = $2";

    public const string LockHoldOf =
        $"{LockDesks} id = ANY(ARRAY(SELECT $1 UNION ALL SELECT desk_id FROM occupancy WHERE owner_hash = $2)) ORDER BY id FOR UPDATE";
    public const string LockDesksOf =
        $"{LockDesks} id IN (SELECT desk_id FROM occupancy WHERE appointment_id IN ($1)) ORDER BY id FOR UPDATE";
    public const string RaiseRevision = "UPDATE desk SET revision = revision + 1 WHERE id IN ($1)";

    public const string RangesOfHold = $"{Ranges} owner_hash = $1 ORDER BY desk_id";
    public const string RangesOf = $"{Ranges} appointment_id IN ($1) ORDER BY desk_id";
    public const string RestateHold = "UPDATE occupancy SET held_until_utc = $1, owner_hash = $2 WHERE appointment_id = $3";

    public const string WithPeople =
        $"""
        SELECT {ColumnsOfOne}, s.id, s.appointment_id, s.birth_day, s.birth_month, s.birth_name, s.birth_year, s.distinction,
            s.first_given_name, s.ordinal, s.service_id, s.id0, s.applicant_id, s.cipher, s.key_hash, s.key_version
        FROM (SELECT {Columns} FROM appointment AS a WHERE a.id = $1 LIMIT 2) AS a1
        LEFT JOIN (
            SELECT a0.id, a0.appointment_id, {PersonColumns}, p.id AS id0, p.applicant_id, p.cipher, p.key_hash, p.key_version
            FROM applicant AS a0 LEFT JOIN pre_request AS p ON a0.id = p.applicant_id) AS s ON a1.id = s.appointment_id
        ORDER BY a1.id, s.ordinal, s.id, s.id0
        """;

    /// <summary>Where the id of the first applicant stands in a row of <see cref="WithPeople"/>.</summary>
    public const int ApplicantId = 21;

    private const string LockDesks = "SELECT id, revision, schedule_revision FROM desk WHERE";

    private const string Ranges = "SELECT appointment_id, desk_id, date, start_minute, end_minute FROM occupancy WHERE";

    private const string Columns =
        """
        a.id, a.channel, a.contact_proven_utc, a.created_utc, a.date, a.delete_after_utc, a.desk_id, a.email, a.end_minute,
            a.held_until_utc, a.language, a.phone, a.planning_id, a.prolonged, a.reference, a.session_hash, a.site_id, a.start_minute,
            a.status, a.token_version, a.town_hall_id
        """;

    private const string ColumnsOfOne =
        """
        a1.id, a1.channel, a1.contact_proven_utc, a1.created_utc, a1.date, a1.delete_after_utc, a1.desk_id, a1.email, a1.end_minute,
            a1.held_until_utc, a1.language, a1.phone, a1.planning_id, a1.prolonged, a1.reference, a1.session_hash, a1.site_id,
            a1.start_minute, a1.status, a1.token_version, a1.town_hall_id
        """;

    private const string PersonColumns =
        "a0.birth_day, a0.birth_month, a0.birth_name, a0.birth_year, a0.distinction, a0.first_given_name, a0.ordinal, a0.service_id";

    public const string InsertAppointment =
        """
        INSERT INTO appointment (id, channel, contact_proven_utc, created_utc, date, delete_after_utc, desk_id, email, end_minute,
            held_until_utc, language, phone, planning_id, prolonged, reference, session_hash, site_id, start_minute, status,
            token_version, town_hall_id, cancel_notifies)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, false)
        """;

    public const string InsertEvent =
        """
        INSERT INTO appointment_event (actor_id, actor_kind, appointment_id, at_utc, channel, date, desk_id, end_minute, from_status, kind,
            on_behalf_of, people, site_id, start_minute, to_status, town_hall_id, why)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING id
        """;

    public const string InsertOccupancy =
        """
        INSERT INTO occupancy (appointment_id, date, desk_id, end_minute, held_until_utc, owner_hash, start_minute)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
        """;

    public const string InsertApplicant =
        """
        INSERT INTO applicant (appointment_id, birth_day, birth_month, birth_name, birth_year, distinction, first_given_name, ordinal,
            service_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
        """;

    public const string NameApplicant =
        "UPDATE applicant SET birth_day = $1, birth_month = $2, birth_name = $3, birth_year = $4, first_given_name = $5 WHERE id = $6";

    public const string Codes =
        """
        SELECT o.id, o.appointment_id, o.code_hash, o.expires_utc, o.revoked_utc, o.sent_utc, o.tries, o.used_utc
        FROM one_time_code AS o WHERE o.appointment_id = $1 ORDER BY o.id
        """;

    public const string HoldsBeside =
        "SELECT occasion FROM limit_use WHERE purpose = $1 AND subject_hash = $2 AND occasion <> $3 AND delete_after_utc > $4";

    public const string NoteHold =
        "INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";

    public const string LockUses =
        """
        INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc) VALUES ($1, $2, $3, $4)
        ON CONFLICT (purpose, subject_hash, occasion) DO UPDATE SET delete_after_utc = excluded.delete_after_utc
        """;

    public const string UseFor =
        """
        INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc)
        SELECT $1, $2, thing.occasion, $3 FROM (SELECT $4 AS occasion) AS thing
        WHERE (SELECT count(*) FROM limit_use WHERE purpose = $5 AND subject_hash = $6 AND occasion LIKE $7) <= $8
            AND (SELECT count(*) FROM limit_use WHERE purpose = $9 AND subject_hash = $10 AND occasion LIKE $11) < $12
        ON CONFLICT DO NOTHING
        """;

    public const string Use =
        """
        INSERT INTO limit_use (purpose, subject_hash, occasion, delete_after_utc)
        SELECT $1, $2, $3 || (count(*) + 1), $4 FROM limit_use
        WHERE purpose = $5 AND subject_hash = $6 AND occasion LIKE $7 HAVING count(*) < $8
        ON CONFLICT DO NOTHING
        """;

    public const string SetDetails = "UPDATE appointment SET email = $1, held_until_utc = $2 WHERE id = $3";

    public const string InsertCode =
        """
        INSERT INTO one_time_code (appointment_id, code_hash, expires_utc, revoked_utc, sent_utc, tries, used_utc)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
        """;

    public const string InsertMessage =
        """
        INSERT INTO outbox_message (id, address, appointment_id, channel, created_utc, delete_after_utc, facts, failure, language,
            next_try_utc, occasion, purpose, secret, sent_utc, state, tries, useless_after_utc)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """;

    public const string CountTry =
        """
        UPDATE one_time_code SET tries = tries + 1
        WHERE id = (SELECT max(id) FROM one_time_code WHERE appointment_id = $1)
            AND tries < $2 AND used_utc IS NULL AND revoked_utc IS NULL AND expires_utc > $3
            AND EXISTS (SELECT 1 FROM appointment WHERE id = $4 AND status = 0 AND session_hash = $5 AND held_until_utc > $6)
        RETURNING id, code_hash, tries
        """;

    public const string UseCode = "UPDATE one_time_code SET used_utc = $1 WHERE id = $2 AND used_utc IS NULL AND revoked_utc IS NULL";

    public const string Claim =
        """
        INSERT INTO person_claim (kind, procedure_id, key_hash, distinction, key_version, appointment_id, applicant_ordinal)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (kind, procedure_id, key_hash, distinction, key_version) DO NOTHING
        """;

    public const string Confirm =
        "UPDATE appointment SET contact_proven_utc = $1, delete_after_utc = $2, held_until_utc = $3, status = $4 WHERE id = $5";
}
